using Comity.Ledger.State;
using Comity.Ordering.Engine;
using Comity.Protocol.Refusals;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Mapping;

/// <summary>What became of transactions, as the wire carries it.</summary>
public static class OutcomeMapping
{
    /// <summary>All outcomes of a submission.</summary>
    public static Wire.SubmitResponse ToWire(this IReadOnlyList<Outcome> outcomes)
    {
        var response = new Wire.SubmitResponse();
        response.Outcomes.Capacity = outcomes.Count;
        for (var index = 0; index < outcomes.Count; index++)
        {
            response.Outcomes.Add(outcomes[index].ToWire());
        }

        return response;
    }

    /// <summary>One outcome.</summary>
    public static Wire.TransactionOutcome ToWire(this Outcome outcome) =>
        outcome switch
        {
            Outcome.Applied applied => new()
            {
                Kind = Wire.TransactionOutcome.Types.Kind.Applied,
                Transaction = applied.Transaction.ToString(),
                Height = applied.Height,
            },
            Outcome.Refused refused => new()
            {
                Kind = Wire.TransactionOutcome.Types.Kind.Refused,
                Transaction = refused.Transaction.ToString(),
                Height = refused.Height,
                Refusal = ToWire(refused.Refusal, refused.Operation),
            },
            Outcome.TurnedAway away => new()
            {
                Kind = Wire.TransactionOutcome.Types.Kind.Refused,
                Transaction = away.Transaction.ToString(),
                Refusal = ToWire(away.Refusal, -1),
            },
            Outcome.Accepted accepted => new()
            {
                Kind = Wire.TransactionOutcome.Types.Kind.Accepted,
                Transaction = accepted.Transaction.ToString(),
            },
            Outcome.Malformed malformed => new()
            {
                Kind = Wire.TransactionOutcome.Types.Kind.Malformed,
                Fault = malformed.Failure.ToString(),
            },
            Outcome.Busy busy => new() { Kind = Wire.TransactionOutcome.Types.Kind.Busy, Fault = busy.Reason },
            Outcome.NotKnown unknown => new()
            {
                Kind = Wire.TransactionOutcome.Types.Kind.NotKnown,
                Fault = unknown.Reason,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "This outcome has no wire form."),
        };

    /// <summary>Why an earlier transaction did not apply, as far as the ledger remembers: not what the refusal was about.</summary>
    public static Wire.RefusalInfo ToRefusal(this TransactionFate fate) =>
        ToWire(new Refusal(fate.Refusal, string.Empty), fate.Operation);

    /// <summary>A refusal with all that it means.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="operation">Which operation; -1 for the transaction itself.</param>
    public static Wire.RefusalInfo ToWire(Refusal refusal, int operation)
    {
        var info = new Wire.RefusalInfo
        {
            Code = (uint)refusal.Code,
            Name = refusal.Code.ToString(),
            IsoReason = refusal.IsoReason,
            Subject = refusal.Subject,
            Advice = refusal.Advice,
            Operation = operation,
            Retry = refusal.Retry switch
            {
                RetryAdvice.Never => "never",
                RetryAdvice.Later => "later",
                RetryAdvice.AfterChange => "after_change",
                _ => "new_transaction",
            },
        };
        if (refusal.Rule is { } rule)
        {
            (info.RuleOwner, info.Rule) = (rule.Owner, rule.Rule);
        }

        return info;
    }
}
