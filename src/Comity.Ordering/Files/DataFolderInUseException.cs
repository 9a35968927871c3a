namespace Comity.Ordering.Files;

/// <summary>Another process, or another part of this one, has the data folder.</summary>
/// <param name="path">The folder.</param>
/// <param name="holder">Who has it: process id, host, since when; as that process wrote it.</param>
public sealed class DataFolderInUseException(string path, string holder)
    : DataFolderException(
        path,
        $"The data folder {path} is in use by {holder}. Stop that node first, or give this one a folder of its own."
    )
{
    /// <summary>Who has it: process id, host, since when.</summary>
    public string Holder { get; } = holder;
}
