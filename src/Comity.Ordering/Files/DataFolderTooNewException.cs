namespace Comity.Ordering.Files;

/// <summary>The data folder was written by a later program. Nothing was changed.</summary>
/// <param name="path">The folder.</param>
/// <param name="found">The folder's format version.</param>
/// <param name="supported">The latest that this program reads.</param>
public sealed class DataFolderTooNewException(string path, int found, int supported)
    : DataFolderException(
        path,
        $"The data folder {path} has format {found}; this program reads formats up to {supported}. Install the version of Comity "
            + "that last ran on it, or a later one (CHANGELOG.md says which brought which format)."
    )
{
    /// <summary>The folder's format version.</summary>
    public int Found { get; } = found;
}
