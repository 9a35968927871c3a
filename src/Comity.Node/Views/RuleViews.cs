using System.Globalization;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Views;

/// <summary>Rules as people read them, each with a sentence of what it demands.</summary>
internal static class RuleViews
{
    /// <summary>All rules of a policy.</summary>
    public static IEnumerable<Wire.RuleView> Rules(Wire.Policy? policy, Decimals decimals) =>
        policy is null ? [] : policy.Rules.Select(rule => Rule(rule, decimals));

    private static Wire.RuleView Rule(Wire.Rule rule, Decimals decimals)
    {
        var view = new Wire.RuleView { Id = rule.Id, Scope = Scope(rule.Scope) };
        switch (rule.KindCase)
        {
            case Wire.Rule.KindOneofCase.Holder:
                view.Holder = new()
                {
                    Roles = { rule.Holder.Roles.Select(ParticipantViews.Role) },
                    Jurisdictions = { rule.Holder.Jurisdictions },
                };
                break;
            case Wire.Rule.KindOneofCase.LargestAmount:
                view.LargestAmount = Bound(rule.LargestAmount.Units, rule.Scope, decimals);
                break;
            case Wire.Rule.KindOneofCase.BalanceCap:
                view.BalanceCap = Bound(rule.BalanceCap.Units, rule.Scope, decimals);
                break;
            case Wire.Rule.KindOneofCase.RollingLimit:
                view.RollingLimit = new()
                {
                    Bound = Bound(rule.RollingLimit.Units, rule.Scope, decimals),
                    WindowSeconds = rule.RollingLimit.WindowSeconds,
                    Subject = (Wire.RuleView.Types.RollingLimit.Types.Subject)(int)rule.RollingLimit.Subject,
                };
                break;
            case Wire.Rule.KindOneofCase.Purpose:
                view.Purpose = new() { Codes = { rule.Purpose.Codes } };
                break;
            case Wire.Rule.KindOneofCase.Attestation:
                view.Attestation = new()
                {
                    Kind = rule.Attestation.Kind,
                    Attesters = { rule.Attestation.Attesters },
                    Subject = (Wire.RuleView.Types.Attestation.Types.Subject)(int)rule.Attestation.Subject,
                };
                break;
            case Wire.Rule.KindOneofCase.Approval:
                view.ApprovalAbove = Bound(rule.Approval.Above, rule.Scope, decimals);
                break;
        }

        view.Sentence = RuleSentences.Of(view);
        return view;
    }

    private static Wire.RuleView.Types.Scope Scope(Wire.Scope? scope) =>
        scope is null
            ? new()
            : new()
            {
                Instruments = { scope.Instruments },
                DebtorJurisdictions = { scope.DebtorJurisdictions },
                CreditorJurisdictions = { scope.CreditorJurisdictions },
                CrossBorderOnly = scope.CrossBorderOnly,
            };

    private static Wire.RuleView.Types.Bound Bound(Wire.Units? units, Wire.Scope? scope, Decimals decimals) =>
        new()
        {
            MinorUnits = units.ToUnits().ToString(CultureInfo.InvariantCulture),
            Amounts =
            {
                (scope?.Instruments ?? [])
                    .Where(instrument => decimals.TryGet(instrument, out _))
                    .Select(instrument => decimals.Amount(instrument, units)),
            },
        };
}
