namespace Comity.Ledger.State;

/// <summary>
/// Forgets what is over once the network's retention has passed, as of block time: the oldest first, at the end of a block, in
/// every block as many as it adds and a stated number more. So a block is never held up, what is remembered never grows
/// faster than it is due, and no block is made for it.
/// </summary>
internal sealed class Retention(LedgerState state)
{
    private long _finished;
    private int _offers;

    /// <summary>Before a block's transactions.</summary>
    public void BeginBlock() => (_finished, _offers) = (state.Finished.Ever, state.OfferIds.Count);

    /// <summary>After everything else that a block does.</summary>
    public void EndBlock()
    {
        var (now, parameters) = (state.Progress.Time, state.Parameters);
        state.Finished.Forget(
            now,
            parameters.RetentionMilliseconds,
            state.Finished.Ever - _finished + parameters.MostForgotten
        );
        state.OfferIds.Forget(now, state.OfferIds.Count - _offers + parameters.MostForgotten);
        state.Journal.Keep();
    }
}
