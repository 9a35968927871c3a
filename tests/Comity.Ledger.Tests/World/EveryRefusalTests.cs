using Comity.Ledger.Operations;
using Comity.Ledger.Tests.Accounts;
using Comity.Ledger.Tests.Currency;
using Comity.Ledger.Tests.Participants;
using Comity.Ledger.Tests.Settlements;

namespace Comity.Ledger.Tests;

public sealed class EveryRefusalTests
{
    private static readonly IReadOnlyList<Scenario> Scenarios =
    [
        .. SettlementRefusals.All,
        .. CurrencyRefusals.All,
        .. AccountRefusals.All,
        .. AdministrationRefusals.All,
    ];

    public static TheoryData<string> Names { get; } = [.. Scenarios.Select(scenario => scenario.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_is_refused_as_its_rule_states(string name)
    {
        var scenario = Scenarios.Single(each => each.ToString() == name);
        var receipt = scenario.Play();
        Assert.Equal(scenario.Code, receipt.Refusal?.Code);
        Assert.Equal(0, receipt.Operation);
    }

    [Fact]
    public void Every_refusal_that_a_rule_states_has_been_seen() =>
        Assert.Equal(
            OperationCatalogue
                .Rules.SelectMany(rule => rule.Refusals.Select(code => $"{rule.Name} {code}"))
                .Order(StringComparer.Ordinal),
            Scenarios.Select(scenario => scenario.ToString()).Order(StringComparer.Ordinal)
        );
}
