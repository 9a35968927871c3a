using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Views;

/// <summary>What a rule demands, in one sentence.</summary>
internal static class RuleSentences
{
    /// <summary>The sentence of a rule.</summary>
    public static string Of(Wire.RuleView rule)
    {
        var legs = Legs(rule.Scope);
        return rule.KindCase switch
        {
            Wire.RuleView.KindOneofCase.Holder => $"{legs} may credit only {Holders(rule.Holder)}.",
            Wire.RuleView.KindOneofCase.LargestAmount => $"{legs} may be of at most {Bound(rule.LargestAmount)}.",
            Wire.RuleView.KindOneofCase.BalanceCap =>
                $"After {Lower(legs)}, the creditor's account may hold at most {Bound(rule.BalanceCap)}.",
            Wire.RuleView.KindOneofCase.RollingLimit =>
                $"{legs} may add up to at most {Bound(rule.RollingLimit.Bound)} in any {Span(rule.RollingLimit.WindowSeconds)}, "
                    + $"counted for each {Subject(rule.RollingLimit.Subject)} on its own.",
            Wire.RuleView.KindOneofCase.Purpose =>
                $"{legs} must state one of these purposes: {List(rule.Purpose.Codes.Select(static code => code.Length == 0 ? "none" : code), "or")}.",
            Wire.RuleView.KindOneofCase.Attestation =>
                $"{legs} needs a standing attestation '{rule.Attestation.Kind}' of {Subject(rule.Attestation.Subject)}, "
                    + $"by {List(rule.Attestation.Attesters, "or")}.",
            Wire.RuleView.KindOneofCase.ApprovalAbove =>
                $"{legs} of more than {Bound(rule.ApprovalAbove)} needs the approval of the authority that owns this rule.",
            _ => string.Empty,
        };
    }

    private static string Legs(Wire.RuleView.Types.Scope scope)
    {
        var words = scope.CrossBorderOnly ? "Every cross-border leg" : "Every leg";
        words += scope.Instruments.Count > 0 ? $" in {List(scope.Instruments, "or")}" : string.Empty;
        words += scope.DebtorJurisdictions.Count > 0 ? $" from {List(scope.DebtorJurisdictions, "or")}" : string.Empty;
        words +=
            scope.CreditorJurisdictions.Count > 0 ? $" to {List(scope.CreditorJurisdictions, "or")}" : string.Empty;
        return words;
    }

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static string Holders(Wire.RuleView.Types.Holder holder)
    {
        var roles =
            holder.Roles.Count == 0 ? "participants" : $"participants that are {List(holder.Roles.Select(Role), "or")}";
        return holder.Jurisdictions.Count == 0 ? roles : $"{roles} in {List(holder.Jurisdictions, "or")}";
    }

    private static string Role(Wire.ParticipantInfo.Types.Role role) =>
        role switch
        {
            Wire.ParticipantInfo.Types.Role.Authority => "authorities",
            Wire.ParticipantInfo.Types.Role.Bank => "banks",
            Wire.ParticipantInfo.Types.Role.PaymentProvider => "payment providers",
            Wire.ParticipantInfo.Types.Role.FxProvider => "FX providers",
            Wire.ParticipantInfo.Types.Role.AssetIssuer => "asset issuers",
            Wire.ParticipantInfo.Types.Role.Custodian => "custodians",
            _ => "supervisors",
        };

    private static string Bound(Wire.RuleView.Types.Bound bound) =>
        bound.Amounts.Count == 0
            ? $"{bound.MinorUnits} minor units"
            : List(bound.Amounts.Select(static amount => $"{amount.Instrument} {amount.Value}"), "or");

    private static string Span(ulong seconds)
    {
        (ulong Seconds, string Name)[] known = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
        var (length, name) = known.First(unit => seconds % unit.Seconds == 0);
        var count = seconds / length;
        return count == 1 ? name : $"{count} {name}s";
    }

    private static string Subject(Wire.RuleView.Types.RollingLimit.Types.Subject subject) =>
        subject == Wire.RuleView.Types.RollingLimit.Types.Subject.Debtor
            ? "debtor"
            : "ordered pair of debtor and creditor jurisdiction";

    private static string Subject(Wire.RuleView.Types.Attestation.Types.Subject subject) =>
        subject switch
        {
            Wire.RuleView.Types.Attestation.Types.Subject.Settlement => "the settlement's terms",
            Wire.RuleView.Types.Attestation.Types.Subject.DebtorAccount => "the debtor's account",
            _ => "the creditor's account",
        };

    private static string List(IEnumerable<string> words, string last)
    {
        var all = words.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }
}
