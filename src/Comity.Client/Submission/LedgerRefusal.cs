using Comity.Protocol.Refusals;

namespace Comity.Client.Submission;

/// <summary>Why the ledger did not do what it was asked, as a node answers it.</summary>
/// <param name="Code">The code.</param>
/// <param name="IsoReason">ISO 20022 external status reason code.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Rule">The rule that refused and whose it is, in text; empty where no rule did.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Operation">Which operation, from 0; -1 for the transaction itself.</param>
public sealed record LedgerRefusal(
    RefusalCode Code,
    string IsoReason,
    string Subject,
    string Rule,
    string Advice,
    int Operation
)
{
    /// <summary>Reads one off the wire.</summary>
    public static LedgerRefusal From(Protocol.Wire.RefusalInfo wire) =>
        new(
            (RefusalCode)wire.Code,
            wire.IsoReason,
            wire.Subject,
            wire.Rule.Length == 0 ? string.Empty : $"{wire.RuleOwner}/{wire.Rule}",
            wire.Advice,
            wire.Operation
        );

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Code} ({IsoReason}): {Subject}{(Rule.Length == 0 ? "" : $", rule {Rule}")}. {Advice}";
}
