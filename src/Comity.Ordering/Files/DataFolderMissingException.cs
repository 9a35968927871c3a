namespace Comity.Ordering.Files;

/// <summary>There is no data folder at the path.</summary>
/// <param name="path">The path.</param>
/// <param name="found">What is there instead.</param>
public sealed class DataFolderMissingException(string path, string found)
    : DataFolderException(
        path,
        $"There is no data folder at {path}: {found}. Check the path; for a new node, create the folder first."
    );
