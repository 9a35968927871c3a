namespace Comity.Ordering.Files;

/// <summary>The data folder cannot be written.</summary>
/// <param name="path">The folder.</param>
/// <param name="innerException">What the operating system said.</param>
public sealed class DataFolderReadOnlyException(string path, Exception innerException)
    : DataFolderException(
        path,
        $"The data folder {path} cannot be written ({innerException.Message.TrimEnd('.')}). Check that the file system is "
            + "mounted for writing and that the folder and the files in it belong to the user the node runs as.",
        innerException
    );
