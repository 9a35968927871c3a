using Comity.Cli.Scenarios;
using Comity.Cli.Scenarios.Reading;
using Comity.Cli.Scenarios.Steps;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;

namespace Comity.Cli.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    [Fact]
    public void A_good_scenario_is_read_whole()
    {
        var scenario = Read(ScenarioTexts.Valid());

        Assert.Equal("small", scenario.Network.Name);
        Assert.Equal(4, scenario.Participants.Length);
        Assert.Equal(Roles.Bank | Roles.FxProvider, scenario[Bic.Parse("CHAOTHBK")].Roles);
        Assert.Equal(new Rate(5, 1), scenario.Offers[0].Rate);
        Assert.Equal((UInt128)100_000, scenario.Reserves[0].Amount.Units);
        Assert.Equal(ExpectedOutcome.Settled, Assert.IsType<PayStep>(scenario.Steps[0]).Expectation.Outcome);
        Assert.Equal(["first"], Assert.IsType<AwaitStep>(scenario.Steps[1]).Payments);
    }

    [Fact]
    public void Keys_and_thresholds_are_read()
    {
        var scenario = Read(
            ScenarioTexts.With(
                "{ name: One, bic",
                "{ keys: { a: all, b: [issue, redeem] }, thresholds: { issue: 2 }, name: One, bic"
            )
        );

        var authority = scenario.AuthorityOf(CountryCode.Parse("CN"));
        Assert.Equal(
            [new ScenarioKey("a", Permissions.All), new ScenarioKey("b", Permissions.Issue | Permissions.Redeem)],
            authority.Keys
        );
        Assert.Equal([new Threshold(Permissions.Issue, 2)], authority.Thresholds);
    }

    [Theory]
    [InlineData("title: Two", "titel: Two", 2, 1, "unknown key 'titel'; did you mean 'title'?")]
    [InlineData("scenario: comity/1", "scenario: comity/2", 1, 11, "did you mean 'comity/1'?")]
    [InlineData("  name: small", "  nam: small", 4, 3, "did you mean 'name'?")]
    [InlineData("  TH: { name", "  Thailand: { name", 8, 3, "ISO 3166-1")]
    [InlineData("bic: CBCNCNBJ", "bic: CBCN", 7, 25, "a BIC (ISO 9362)")]
    [InlineData("decimals: 2, issuer: CN", "decimals: 19, issuer: CN", 10, 20, "expected 0 to 18")]
    [InlineData("issuer: TH", "issuer: TW", 11, 31, "did you mean 'TH'?")]
    [InlineData("roles: [bank]", "roles: [bnak]", 13, 87, "unknown role 'bnak'; did you mean 'bank'?")]
    [InlineData(
        "to: GUANCNBJ, amount: CNY 1000.00",
        "to: GUANCNBK, amount: CNY 1000.00",
        16,
        11,
        "did you mean 'GUANCNBJ'?"
    )]
    [InlineData("amount: CNY 1000.00", "amount: CNY 1000.005", 16, 29, "CNY has 2 decimals")]
    [InlineData("amount: CNY 1000.00", "amount: CNY 0.00", 16, 29, "at least one minor unit")]
    [InlineData("amount: CNY 1000.00", "amount: CYN 1000.00", 16, 29, "did you mean 'CNY'?")]
    [InlineData("to: GUANCNBJ, amount: CNY", "to: GUANCNBJ, amount: THB", 16, 29, "participants of TH")]
    [InlineData("rate: 5/1", "rate: 5/0", 19, 50, "a fraction of minor units")]
    [InlineData("rate: 5/1", "spread: 5 bp", 19, 52, "no mid rate for THB")]
    [InlineData(", rate: 5/1", "", 19, 5, "either 'rate'")]
    [InlineData("buys: CNY", "buys: THB", 19, 39, "cannot buy what it sells")]
    [InlineData("capacity: THB 500.00", "capacity: CNY 500.00", 19, 65, "state it in what is sold, THB")]
    [InlineData("largest: THB 100.00", "largest: CNY 100.00", 22, 52, "the rule looks at THB")]
    [InlineData("instruments: THB, largest", "largest", 22, 34, "names the one instrument")]
    [InlineData("largest: THB 100.00", "lagest: THB 100.00", 22, 43, "did you mean 'largest'?")]
    [InlineData("await: first", "await: frist", 26, 12, "did you mean 'first'?")]
    [InlineData("await: first", "await: first\n    within: soon", 27, 13, "a span of time")]
    [InlineData("await: first", "await: first\n    expect: setled", 27, 13, "did you mean 'settled'?")]
    [InlineData("await: first", "send: nothing.xml\n    as: GUANCNBJ", 26, 11, "there is no file")]
    [InlineData("to: CHAOTHBK, amount: CNY 10", "to: GUANCNBJ, amount: CNY 10", 25, 10, "cannot pay itself")]
    public void A_fault_is_reported_at_its_line_and_column(
        string old,
        string replacement,
        int line,
        int column,
        string message
    )
    {
        var faults = FaultsOf(ScenarioTexts.With(old, replacement));

        Assert.Contains(
            faults,
            fault =>
                (fault.Line, fault.Column) == (line, column)
                && fault.Message.Contains(message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_fault_is_reported_at_once_in_order_of_place()
    {
        var text = ScenarioTexts
            .With("title: Two", "titel: Two")
            .Replace("issuer: TH", "issuer: TX", StringComparison.Ordinal)
            .Replace("await: first", "await: frist", StringComparison.Ordinal);

        Assert.Equal([1, 2, 11, 26], FaultsOf(text).Select(static fault => fault.Line));
    }

    [Fact]
    public void What_is_not_yaml_is_refused_with_its_line()
    {
        var fault = Assert.Single(FaultsOf("scenario: comity/1\ntitle: [one\nnetwork: x\n"));

        Assert.True(fault.Line is 2 or 3, $"line {fault.Line}");
        Assert.StartsWith("is not YAML", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_given_twice_is_refused()
    {
        var fault = Assert.Single(FaultsOf(ScenarioTexts.With("title: Two", "title: One\ntitle: Two")));

        Assert.Equal(3, fault.Line);
    }

    [Fact]
    public void A_threshold_that_no_keys_can_reach_is_refused()
    {
        var text = ScenarioTexts.With("{ name: One, bic", "{ thresholds: { issue: 2 }, name: One, bic");

        var fault = Assert.Single(FaultsOf(text));
        Assert.Equal(7, fault.Line);
        Assert.Contains("1 keys hold the permission", fault.Message, StringComparison.Ordinal);
    }

    private static Scenario Read(string text)
    {
        Assert.True(
            ScenarioReader.TryRead(text, RepositoryFolder.Root, out var scenario, out var faults),
            string.Join('\n', faults.Select(static fault => fault.At("scenario")))
        );
        return scenario;
    }

    private static IReadOnlyList<ScenarioFault> FaultsOf(string text)
    {
        Assert.False(ScenarioReader.TryRead(text, RepositoryFolder.Root, out _, out var faults));
        return faults;
    }
}
