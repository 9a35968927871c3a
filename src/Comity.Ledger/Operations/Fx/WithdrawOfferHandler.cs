using Comity.Ledger.Events;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Fx;

namespace Comity.Ledger.Operations.Fx;

/// <summary>WithdrawOffer: takes a standing offer back.</summary>
internal sealed class WithdrawOfferHandler : OperationHandler<WithdrawOffer>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "withdraw_offer",
            "Fx",
            "Takes an offer back: nobody can take it from now on. What settlements hold of it already stays theirs.",
            "The owner of the maker's account, by its threshold for offer.",
            [RefusalCode.OfferUnknown, RefusalCode.NotAuthorised]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(WithdrawOffer operation, OperationContext context)
    {
        if (!context.State.Offers.TryGet(operation.Id, out var offer))
        {
            return Verdict.Refused(RefusalCode.OfferUnknown, operation.Id);
        }

        var verdict = context.Require(context.State.Accounts[offer.Account].Owner, Permissions.Offer);
        if (verdict.IsAllowed)
        {
            context.State.Offers.Remove(operation.Id);
            context.Events.Add(new OfferWithdrawn(operation.Id));
        }

        return verdict;
    }
}
