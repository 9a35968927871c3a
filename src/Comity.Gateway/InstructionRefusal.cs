using Comity.Client.Submission;

namespace Comity.Gateway;

/// <summary>Why an instruction was not carried out.</summary>
/// <param name="IsoReason">ISO 20022 external status reason code.</param>
/// <param name="Name">The rule's or check's name.</param>
/// <param name="Message">What was found, and what is allowed.</param>
/// <param name="Rule">The policy rule that refused and whose it is, as owner/rule; empty where none did.</param>
/// <param name="Advice">What to do.</param>
public sealed record InstructionRefusal(string IsoReason, string Name, string Message, string Rule, string Advice)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name} ({IsoReason}): {Message}{(Rule.Length == 0 ? "" : $", rule {Rule}")}. {Advice}";

    internal static InstructionRefusal From(LedgerRefusal refusal) =>
        new(refusal.IsoReason, refusal.Code.ToString(), refusal.Subject, refusal.Rule, refusal.Advice);

    internal static InstructionRefusal Own(string isoReason, string name, string message, string advice) =>
        new(isoReason, name, message, string.Empty, advice);
}
