namespace Comity.Ordering.Embedded;

/// <summary>A data folder cannot be used with the genesis that was given, or without one.</summary>
public sealed class GenesisMismatchException : IOException
{
    /// <summary>Says why, and what to do.</summary>
    /// <param name="message">Why, and what to do.</param>
    public GenesisMismatchException(string message)
        : base(message) { }
}
