namespace Comity.Ordering.Files;

/// <summary>The file system of the data folder cannot keep a second node out.</summary>
/// <param name="path">The folder.</param>
public sealed class DataFolderLockUnsupportedException(string path)
    : DataFolderException(
        path,
        $"The file system of {path} does not support locks (flock), so a second node on the same folder could not be "
            + "refused. Keep the data folder on a local file system."
    );
