using Comity.Ledger.Events;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Operations.Policy;

/// <summary>SetJurisdictionPolicy: replaces the policy of a jurisdiction.</summary>
internal sealed class SetJurisdictionPolicyHandler : OperationHandler<SetJurisdictionPolicy>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "set_jurisdiction_policy",
            "Policy",
            "Replaces the rules that bind every leg whose debtor or creditor is in the jurisdiction. They hold from the next operation on, for waiting settlements too.",
            "The jurisdiction's authority, by its threshold for policy.",
            [RefusalCode.JurisdictionUnknown, RefusalCode.NotAuthorised]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(SetJurisdictionPolicy operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(operation.Jurisdiction, out int jurisdiction);
        verdict = verdict.IsAllowed
            ? context.Require(state.Jurisdictions[jurisdiction].Authority, Permissions.Policy)
            : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var row = state.Jurisdictions[jurisdiction];
        var compiled = state.Compiler.Compile(row.Code.ToString(), row.Authority, operation.Policy);
        state.Jurisdictions.Set(jurisdiction, row with { Policy = operation.Policy, Compiled = compiled });
        context.Events.Add(new JurisdictionPolicySet(operation.Jurisdiction, operation.Policy));
        context.Lifecycle.Stir();
        return Verdict.Allowed;
    }
}
