namespace Comity.Ordering.Files;

/// <summary>A data folder could not be opened. The message says why and what to do.</summary>
/// <param name="path">The folder.</param>
/// <param name="message">Why, and what to do.</param>
/// <param name="innerException">What the operating system said, where it said something.</param>
public abstract class DataFolderException(string path, string message, Exception? innerException = null)
    : IOException(message, innerException)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = path;
}
