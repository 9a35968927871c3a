namespace Comity.Cli.Commands.Iso;

/// <summary>One thing that a name stands for.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Lines">What there is to say of it.</param>
internal sealed record Meaning(string Title, IReadOnlyList<string> Lines);
