namespace Comity.Node.Configuration;

/// <summary>A kind of value: what is written, and how it is read.</summary>
/// <typeparam name="T">What it is read to.</typeparam>
/// <param name="Expected">What is allowed, for messages and the reference page.</param>
/// <param name="Read">Reads a text, with the folder that relative paths start from.</param>
public sealed record ValueKind<T>(string Expected, ValueReading<T> Read);

/// <summary>Reads a text.</summary>
/// <typeparam name="T">What to.</typeparam>
/// <param name="text">The text.</param>
/// <param name="folder">What relative paths start from.</param>
/// <param name="value">What was read.</param>
public delegate bool ValueReading<T>(string text, string folder, out T value);
