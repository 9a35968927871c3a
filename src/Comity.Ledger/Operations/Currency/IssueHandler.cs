using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Currency;

namespace Comity.Ledger.Operations.Currency;

/// <summary>Issue: new units against reserves.</summary>
internal sealed class IssueHandler : OperationHandler<Issue>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "issue",
            "Currency",
            "Credits new units of an instrument to an account of a participant in the issuer's jurisdiction. Each reserve reference counts once per instrument. At most 2^100 minor units are outstanding.",
            "The instrument's issuer, by its threshold for issue.",
            [
                RefusalCode.InstrumentUnknown,
                RefusalCode.NotAuthorised,
                RefusalCode.AccountUnknown,
                RefusalCode.AccountClosed,
                RefusalCode.OutsideIssuersJurisdiction,
                RefusalCode.InstrumentSuspended,
                RefusalCode.DuplicateReserveReference,
                RefusalCode.AmountOutOfRange,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Issue operation, OperationContext context)
    {
        var state = context.State;
        var verdict = CurrencyChecks.Find(
            context,
            operation.Instrument,
            operation.Account,
            Permissions.Issue,
            out var place
        );
        verdict = verdict.IsAllowed
            ? CurrencyChecks.UseReference(context, operation.Instrument, redeeming: false, operation.ReserveReference)
            : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var supply = place.Row.Supply;
        if (
            operation.Units > SupplyValue.MostOutstanding
            || supply.Outstanding + operation.Units > SupplyValue.MostOutstanding
        )
        {
            return Verdict.Refused(
                RefusalCode.AmountOutOfRange,
                $"{state.Instruments.Say(place.Instrument, supply.Outstanding)} is outstanding already"
            );
        }

        state.Instruments.Set(
            place.Instrument,
            place.Row with
            {
                Supply = new SupplyValue(supply.Issued + operation.Units, supply.Redeemed),
            }
        );
        state.Positions.Credit(state.Positions.FindOrAdd(place.Account, place.Instrument), operation.Units);
        context.Events.Add(
            new CurrencyIssued(operation.Instrument, operation.Account, operation.Units, operation.ReserveReference)
        );
        return Verdict.Allowed;
    }
}
