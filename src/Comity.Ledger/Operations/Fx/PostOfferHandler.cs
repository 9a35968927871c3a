using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Fx;

namespace Comity.Ledger.Operations.Fx;

/// <summary>PostOffer: a standing promise to sell one instrument for another.</summary>
internal sealed class PostOfferHandler : OperationHandler<PostOffer>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "post_offer",
            "Fx",
            "Puts up an offer that settlements may take until it expires, is withdrawn or is used up: an exact rate, a capacity, a least and a most at once, and who may take it. Taking it debits the maker without another signature; the maker must have cover then. Rounding is against the taker, by less than one minor unit a step.",
            "The owner of the maker's account, by its threshold for offer.",
            [
                RefusalCode.AccountUnknown,
                RefusalCode.AccountClosed,
                RefusalCode.NotAuthorised,
                RefusalCode.InstrumentUnknown,
                RefusalCode.OfferExists,
                RefusalCode.TimeOutOfRange,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(PostOffer operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(operation.Account, out int account);
        verdict = verdict.IsAllowed ? context.Require(state.Accounts[account].Owner, Permissions.Offer) : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        verdict = context.Find(operation.Sells, out int sells);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        verdict = context.Find(operation.Buys, out int buys);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (state.OfferIds.Contains(operation.Id))
        {
            return Verdict.Refused(RefusalCode.OfferExists, operation.Id);
        }

        var now = state.Progress.Time;
        if (operation.ExpiresAt <= now || operation.ExpiresAt > now.Plus(state.Parameters.LongestWaitMilliseconds))
        {
            return Verdict.Refused(RefusalCode.TimeOutOfRange, $"expires_at {operation.ExpiresAt}");
        }

        // Whoever can still name it when it ends has left by then: nothing waits longer than anything is remembered.
        state.OfferIds.Set(
            operation.Id,
            new UsedOfferId(operation.ExpiresAt.Plus(state.Parameters.RetentionMilliseconds))
        );
        state.Offers.Set(operation.Id, new OfferRow(operation, account, sells, buys, operation.Capacity));
        context.Events.Add(new OfferPosted(operation));
        return Verdict.Allowed;
    }
}
