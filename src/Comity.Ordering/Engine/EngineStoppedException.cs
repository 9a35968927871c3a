namespace Comity.Ordering.Engine;

/// <summary>The engine no longer runs: it was stopped, or something failed that it cannot go on from.</summary>
public sealed class EngineStoppedException : InvalidOperationException
{
    /// <summary>Says why.</summary>
    /// <param name="reason">Why it stopped.</param>
    /// <param name="innerException">What failed, where something did.</param>
    public EngineStoppedException(string reason, Exception? innerException = null)
        : base(reason, innerException) { }
}
