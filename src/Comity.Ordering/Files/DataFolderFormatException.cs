namespace Comity.Ordering.Files;

/// <summary>The data folder was written in a format this program does not read.</summary>
/// <param name="path">The folder.</param>
/// <param name="found">What its FORMAT file says.</param>
/// <param name="supported">What it should say.</param>
public sealed class DataFolderFormatException(string path, string found, string supported)
    : DataFolderException(
        path,
        $"The data folder {path} says its format is '{found}'; this program reads '{supported}'. Use the program version "
            + "that wrote it, or migrate a copy of the folder. If the FORMAT file is damaged, restore it from a backup."
    )
{
    /// <summary>What the folder's FORMAT file says.</summary>
    public string Found { get; } = found;
}
