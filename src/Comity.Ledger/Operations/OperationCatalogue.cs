using System.Collections.Frozen;
using Comity.Ledger.Operations.Accounts;
using Comity.Ledger.Operations.Currency;
using Comity.Ledger.Operations.Fx;
using Comity.Ledger.Operations.Participants;
using Comity.Ledger.Operations.Policy;
using Comity.Ledger.Operations.Settlement;
using Comity.Protocol.Transactions.Operations;

namespace Comity.Ledger.Operations;

/// <summary>Every operation that the ledger knows. It applies them; it knows nothing about any of them.</summary>
public static class OperationCatalogue
{
    private static readonly SettleHandler Settle = new();

    private static readonly OperationHandler[] Handlers =
    [
        new IssueHandler(),
        new RedeemHandler(),
        Settle,
        new AuthoriseHandler(),
        new FulfilHandler(),
        new CancelHandler(),
        new PostOfferHandler(),
        new WithdrawOfferHandler(),
        new OpenAccountHandler(),
        new CloseAccountHandler(),
        new FreezeAccountHandler(),
        new ReleaseAccountHandler(),
        new SeizeHandler(),
        new AdmitHandler(),
        new UpdateParticipantHandler(),
        new RotateKeysHandler(),
        new SuspendHandler(),
        new SetJurisdictionPolicyHandler(),
        new SetInstrumentPolicyHandler(),
        new AttestHandler(),
        new RevokeAttestationHandler(),
    ];

    private static readonly FrozenDictionary<Type, OperationHandler> ByType = Handlers.ToFrozenDictionary(
        static handler => handler.Operation
    );

    /// <summary>The rule of every operation, by group.</summary>
    public static IReadOnlyList<OperationRule> Rules { get; } = [.. Handlers.Select(static handler => handler.Rule)];

    internal static Verdict Apply(Operation operation, OperationContext context)
    {
        // Most operations by far are settlements: no look-up for them.
        var handler =
            operation is Protocol.Transactions.Operations.Settlement.Settle ? Settle : ByType[operation.GetType()];
        var verdict = handler.Apply(operation, context);
        if (verdict.Refusal is { } refusal && !handler.Rule.Refusals.Contains(refusal.Code))
        {
            throw new InvalidOperationException(
                $"{handler.Rule.Name} was refused with {refusal.Code}, which its rule does not state."
            );
        }

        return verdict;
    }
}
