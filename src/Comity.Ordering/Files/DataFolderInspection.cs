namespace Comity.Ordering.Files;

/// <summary>What can be said of a data folder without opening it: nothing is changed, and a node may be running on it.</summary>
/// <param name="Exists">Whether there is a data folder.</param>
/// <param name="Format">Its format version; 0 where there is none.</param>
/// <param name="Holder">Who holds it; nothing where nobody does.</param>
public sealed record DataFolderInspection(bool Exists, int Format, string? Holder)
{
    /// <summary>Looks.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DataFolderFormatException">Its FORMAT file holds something else.</exception>
    public static DataFolderInspection Of(string path) =>
        File.Exists(Path.Combine(path, FolderFormat.FileName))
            ? new DataFolderInspection(true, FolderFormat.Read(path), DataFolder.HolderOf(path))
            : new DataFolderInspection(false, 0, null);
}
