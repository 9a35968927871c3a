using Comity.Node.Errors;
using Comity.Ordering.Engine;

namespace Comity.Node.Queries;

/// <summary>Asks the ledger between two blocks, and says in the API's terms where that cannot be.</summary>
internal sealed class LedgerReader(IOrderingEngine engine)
{
    /// <summary>Asks something.</summary>
    /// <param name="query">Quick: ordering waits.</param>
    /// <param name="cancellation">The caller gives up.</param>
    /// <exception cref="ApiFaultException">RESOURCE_EXHAUSTED where too many ask; UNAVAILABLE where the engine has stopped.</exception>
    public async Task<T> Ask<T>(Func<Ledger.Ledger, LedgerTip, T> query, CancellationToken cancellation)
    {
        try
        {
            return await engine.ReadAsync(query, cancellation);
        }
        catch (EngineBusyException busy)
        {
            throw new ApiFault(FaultKind.Busy, Sentence(busy)) { RetryAfterSeconds = 1 }.ToException();
        }
        catch (EngineStoppedException stopped)
        {
            throw new ApiFault(FaultKind.Unavailable, Sentence(stopped)) { RetryAfterSeconds = 1 }.ToException();
        }
    }

    private static string Sentence(Exception fault) => $"{fault.Message.TrimEnd('.')}.";
}
