namespace Comity.Ordering.Witness;

/// <summary>A loss was not acknowledged. The message says why; nothing was changed.</summary>
/// <param name="message">Why, and what to do.</param>
public sealed class LossNotAcknowledgedException(string message) : Exception(message);
