namespace Comity.Ordering.Files;

/// <summary>The data folder was written by an earlier program, and is brought up to date only when asked to. Nothing was changed.</summary>
/// <param name="path">The folder.</param>
/// <param name="found">The folder's format version.</param>
/// <param name="supported">The one that this program works with.</param>
public sealed class DataFolderTooOldException(string path, int found, int supported)
    : DataFolderException(
        path,
        $"The data folder {path} has format {found}; this program works with format {supported}. Take a backup with the program "
            + $"that wrote it or with ./comity backup create, then run: ./comity node upgrade --data {path} --backup DIR"
    )
{
    /// <summary>The folder's format version.</summary>
    public int Found { get; } = found;
}
