using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads <c>policies</c>.</summary>
internal sealed class PoliciesReader(Names names)
{
    private static readonly string[] Kinds =
    [
        "holders",
        "largest",
        "balance-cap",
        "rolling-limit",
        "purposes",
        "attestation",
        "approval-above",
    ];

    /// <summary>Every policy.</summary>
    public ImmutableArray<ScenarioPolicy> Read(Section root)
    {
        if (!root.TryGet("policies", out var element))
        {
            return [];
        }

        return
        [
            .. element
                .Pairs()
                .Select(pair => new ScenarioPolicy(
                    Owner(pair.Key),
                    new RulePolicy(pair.Value.List(rule => ReadRule(rule.Section())))
                )),
        ];
    }

    private PolicyOwner Owner(Element key)
    {
        var name = key.OneOf("jurisdiction or currency", [.. names.Jurisdictions, .. names.Currencies.Keys]);
        return CountryCode.TryParse(name, out var code)
            ? new PolicyOwner.OfJurisdiction(code)
            : new PolicyOwner.OfCurrency(InstrumentId.TryParse(name, out var currency) ? currency : default);
    }

    private Rule ReadRule(Section section)
    {
        var id = section.Text("id", 35);
        var scope = new RuleScope(
            section.List("instruments", names.Currency),
            section.List("from", names.Jurisdiction),
            section.List("to", names.Jurisdiction),
            section.Flag("cross-border")
        );
        var rules = Kinds
            .Where(kind => section.TryGet(kind, out _))
            .Select(kind => ReadKind(kind, section, id, scope))
            .ToArray();
        if (rules.Length != 1)
        {
            section.Element.Fail($"a rule has exactly one of {string.Join(", ", Kinds)}; this one has {rules.Length}");
        }

        section.End();
        return rules.FirstOrDefault(new LargestAmountRule(id, scope, 0));
    }

    private Rule ReadKind(string kind, Section section, string id, RuleScope scope)
    {
        _ = section.TryRequire(kind, out var element);
        return kind switch
        {
            "holders" => ReadHolders(element!.Section(), id, scope),
            "largest" => new LargestAmountRule(id, scope, Units(element!, scope)),
            "balance-cap" => new BalanceCapRule(id, scope, Units(element!, scope)),
            "rolling-limit" => ReadRolling(element!.Section(), id, scope),
            "purposes" => new PurposeRule(id, scope, element!.List(static code => code.Text(4))),
            "attestation" => ReadAttestation(element!.Section(), id, scope),
            _ => new ApprovalRule(id, scope, Units(element!, scope)),
        };
    }

    // An amount is of one currency, so the rule must look at that currency alone.
    private UInt128 Units(Element element, RuleScope scope)
    {
        var amount = names.Amount(element);
        if (amount != default && scope.Instruments is not [var only])
        {
            element.Fail($"a rule with an amount names the one instrument it counts: instruments: {amount.Instrument}");
        }
        else if (amount != default && scope.Instruments[0] != amount.Instrument)
        {
            element.Fail($"{element.Name} is in {amount.Instrument}, but the rule looks at {scope.Instruments[0]}");
        }

        return amount.Units;
    }

    private HolderRule ReadHolders(Section section, string id, RuleScope scope)
    {
        var roles = section
            .List("roles", ParticipantsReader.Role)
            .Aggregate(Roles.None, static (all, one) => all | one);
        var rule = new HolderRule(id, scope, roles, section.List("jurisdictions", names.Jurisdiction));
        section.End();
        return rule;
    }

    private RollingLimitRule ReadRolling(Section section, string id, RuleScope scope)
    {
        var units = section.TryRequire("amount", out var amount) ? Units(amount, scope) : 0;
        var window = section.Value<ulong>("window", Values.Span, Values.SpanExpected);
        var subject = section.OneOf("of", "subject", ["debtor", "corridor"]);
        if (window / 1_000 is < 16 or > 400UL * 24 * 60 * 60)
        {
            section.Element.Fail("window must be 16s to 400d");
        }

        section.End();
        return new RollingLimitRule(
            id,
            scope,
            units,
            window / 1_000,
            string.Equals(subject, "corridor", StringComparison.Ordinal) ? LimitSubject.Corridor : LimitSubject.Debtor
        );
    }

    private AttestationRule ReadAttestation(Section section, string id, RuleScope scope)
    {
        var subject = section.OneOf("of", "subject", ["settlement", "debtor-account", "creditor-account"]);
        ImmutableArray<Bic> attesters = section.TryRequire("by", out var by) ? by.List(names.Bic) : [];
        var rule = new AttestationRule(
            id,
            scope,
            section.Text("kind", 35),
            [
                .. attesters
                    .Where(bic => names.Participants.ContainsKey(bic.ToString()))
                    .Select(bic => names.Participants[bic.ToString()].Lei),
            ],
            subject switch
            {
                "debtor-account" => AttestationSubject.DebtorAccount,
                "creditor-account" => AttestationSubject.CreditorAccount,
                _ => AttestationSubject.Settlement,
            }
        );
        section.End();
        return rule;
    }
}
