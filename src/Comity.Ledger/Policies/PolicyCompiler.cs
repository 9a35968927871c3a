using System.Collections.Immutable;
using Comity.Ledger.State;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>A policy ready to be evaluated.</summary>
/// <param name="Rules">In the owner's order.</param>
internal sealed record CompiledPolicy(ImmutableArray<CompiledRule> Rules)
{
    /// <summary>Those that look at what a settlement leaves behind.</summary>
    public ImmutableArray<CompiledRule> After { get; } =
    [.. Rules.Where(static rule => rule is CompiledBalanceCapRule)];

    /// <summary>No rules.</summary>
    public static CompiledPolicy Empty { get; } = new(ImmutableArray<CompiledRule>.Empty);
}

/// <summary>Makes rules ready to be evaluated: a class for each kind.</summary>
internal sealed class PolicyCompiler(LedgerState state)
{
    /// <summary>Compiles a policy.</summary>
    /// <param name="owner">A jurisdiction's code or an instrument: whose the rules are.</param>
    /// <param name="authority">The participant that may approve under them: a row.</param>
    /// <param name="policy">The rules.</param>
    public CompiledPolicy Compile(string owner, int authority, RulePolicy policy) =>
        policy.Rules.IsEmpty
            ? CompiledPolicy.Empty
            : new CompiledPolicy([.. policy.Rules.Select(rule => Compile(owner, authority, rule))]);

    private CompiledRule Compile(string owner, int authority, Rule rule)
    {
        var reference = new RuleReference(owner, rule.Id);
        return rule switch
        {
            HolderRule holder => new CompiledHolderRule(reference, holder, state),
            LargestAmountRule largest => new CompiledLargestAmountRule(reference, largest, state),
            BalanceCapRule cap => new CompiledBalanceCapRule(reference, cap, state),
            RollingLimitRule limit => new CompiledRollingLimitRule(reference, limit, state),
            PurposeRule purpose => new CompiledPurposeRule(reference, purpose),
            AttestationRule attestation => new CompiledAttestationRule(reference, attestation, state),
            ApprovalRule approval => new CompiledApprovalRule(reference, approval, authority, state),
            _ => throw new InvalidOperationException($"No evaluation for a rule of kind {rule.GetType().Name}."),
        };
    }
}
