namespace Comity.Ordering.Files;

/// <summary>The file system has no space, or the quota is used up. Free some and try again.</summary>
/// <param name="path">The file that could not grow.</param>
/// <param name="innerException">What the operating system said.</param>
public sealed class DiskFullException(string path, Exception innerException)
    : IOException(
        $"No space left on the file system of {path}. Free some space there; nothing was lost.",
        innerException
    )
{
    /// <summary>The file that could not grow.</summary>
    public string Path { get; } = path;
}
