namespace Comity.Node.Configuration;

/// <summary>A value as it was stated.</summary>
/// <param name="Key">The setting's key, known or not.</param>
/// <param name="Text">The value; of a list, its elements.</param>
/// <param name="IsList">Whether it was written as a list.</param>
/// <param name="Folder">What a relative path starts from.</param>
/// <param name="KeyPlace">Where the key is.</param>
/// <param name="Place">Where the value is.</param>
public sealed record StatedValue(
    string Key,
    IReadOnlyList<string> Text,
    bool IsList,
    string Folder,
    ConfigurationPlace KeyPlace,
    ConfigurationPlace Place
)
{
    /// <summary>What is said of the value in a message.</summary>
    public string Said =>
        IsList ? "a list"
        : Text[0].Length == 0 ? "empty"
        : $"'{Text[0]}'";
}
