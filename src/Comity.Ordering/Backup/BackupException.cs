namespace Comity.Ordering.Backup;

/// <summary>A backup could not be made, verified or restored. The message says why and what to do.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="innerException">What was found beneath, where something was.</param>
public sealed class BackupException(string message, Exception? innerException = null)
    : IOException(message, innerException);
