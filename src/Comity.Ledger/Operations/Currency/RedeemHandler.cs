using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Currency;

namespace Comity.Ledger.Operations.Currency;

/// <summary>Redeem: units leave circulation against reserves paid out.</summary>
internal sealed class RedeemHandler : OperationHandler<Redeem>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "redeem",
            "Currency",
            "Debits units of an instrument from an account of a participant in the issuer's jurisdiction; they are no longer outstanding. Each reserve reference counts once per instrument.",
            "The instrument's issuer and the account's owner, each by its threshold for redeem.",
            [
                RefusalCode.InstrumentUnknown,
                RefusalCode.NotAuthorised,
                RefusalCode.AccountUnknown,
                RefusalCode.AccountClosed,
                RefusalCode.OutsideIssuersJurisdiction,
                RefusalCode.InstrumentSuspended,
                RefusalCode.AccountFrozen,
                RefusalCode.DuplicateReserveReference,
                RefusalCode.InsufficientCover,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Redeem operation, OperationContext context)
    {
        var state = context.State;
        var verdict = CurrencyChecks.Find(
            context,
            operation.Instrument,
            operation.Account,
            Permissions.Redeem,
            out var place
        );
        verdict = verdict.IsAllowed
            ? context.Require(state.Accounts[place.Account].Owner, Permissions.Redeem)
            : verdict;
        if (verdict.IsAllowed && state.Accounts[place.Account].Status == AccountStatus.Frozen)
        {
            verdict = Verdict.Refused(RefusalCode.AccountFrozen, operation.Account);
        }

        verdict = verdict.IsAllowed
            ? CurrencyChecks.UseReference(context, operation.Instrument, redeeming: true, operation.ReserveReference)
            : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (!state.Positions.TryDebit(state.Positions.FindOrAdd(place.Account, place.Instrument), operation.Units))
        {
            return Verdict.Refused(RefusalCode.InsufficientCover, operation.Account);
        }

        var supply = place.Row.Supply;
        state.Instruments.Set(
            place.Instrument,
            place.Row with
            {
                Supply = new SupplyValue(supply.Issued, supply.Redeemed + operation.Units),
            }
        );
        context.Events.Add(
            new CurrencyRedeemed(operation.Instrument, operation.Account, operation.Units, operation.ReserveReference)
        );
        return Verdict.Allowed;
    }
}
