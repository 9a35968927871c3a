namespace Comity.Node.ReadModel;

/// <summary>The read model cannot answer now. Its message says why, and when to ask again.</summary>
public sealed class ReadModelUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">What failed, where something did.</param>
    public ReadModelUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
