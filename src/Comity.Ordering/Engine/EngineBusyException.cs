namespace Comity.Ordering.Engine;

/// <summary>Too many queries are waiting for the ledger. Ask again.</summary>
public sealed class EngineBusyException : InvalidOperationException
{
    /// <summary>Says how many wait.</summary>
    /// <param name="waiting">The bound that was reached.</param>
    public EngineBusyException(int waiting)
        : base($"{waiting} queries are waiting for the ledger; ask again shortly.") { }
}
