namespace Comity.Ordering.Witness;

/// <summary>The witness cannot be used. The message says why and what to do; nothing was changed.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="innerException">What the operating system said, where it said something.</param>
public sealed class WitnessException(string message, Exception? innerException = null)
    : IOException(message, innerException);
