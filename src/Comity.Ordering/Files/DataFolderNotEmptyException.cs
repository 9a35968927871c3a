namespace Comity.Ordering.Files;

/// <summary>A new data folder was wanted where there is something already.</summary>
/// <param name="path">The path.</param>
/// <param name="found">One of the names found there.</param>
public sealed class DataFolderNotEmptyException(string path, string found)
    : DataFolderException(
        path,
        $"{path} is not empty (it holds {found}), so no new data folder is made there. Open it, or choose an empty folder."
    );
