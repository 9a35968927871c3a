using Comity.Ledger.Events;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Operations.Policy;

/// <summary>SetInstrumentPolicy: replaces the policy of an instrument.</summary>
internal sealed class SetInstrumentPolicyHandler : OperationHandler<SetInstrumentPolicy>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "set_instrument_policy",
            "Policy",
            "Replaces the rules that bind every leg in the instrument, wherever its debtor and creditor are. They hold from the next operation on, for waiting settlements too.",
            "The instrument's issuer, by its threshold for policy.",
            [RefusalCode.InstrumentUnknown, RefusalCode.NotAuthorised]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(SetInstrumentPolicy operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(operation.Instrument, out int instrument);
        verdict = verdict.IsAllowed
            ? context.Require(state.Instruments[instrument].Issuer, Permissions.Policy)
            : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var row = state.Instruments[instrument];
        var compiled = state.Compiler.Compile(row.Terms.Id.ToString(), row.Issuer, operation.Policy);
        state.Instruments.Set(instrument, row with { Policy = operation.Policy, Compiled = compiled });
        context.Events.Add(new InstrumentPolicySet(operation.Instrument, operation.Policy));
        context.Lifecycle.Stir();
        return Verdict.Allowed;
    }
}
