namespace Comity.Cli.Tests.Scenarios;

/// <summary>A small good scenario, and the same with one thing changed.</summary>
internal static class ScenarioTexts
{
    public const string Small = """
        scenario: comity/1
        title: Two jurisdictions
        network:
          name: small
          key-seed: test
        jurisdictions:
          CN: { name: One, bic: CBCNCNBJ, lei: 9876CBCN00000000000000 }
          TH: { name: Two, bic: CBTHTHBK, lei: 9876CBTH00000000000000 }
        currencies:
          CNY: { decimals: 2, issuer: CN }
          THB: { decimals: 2, issuer: TH }
        participants:
          - { bic: GUANCNBJ, lei: 9876BKGU00000000000000, name: Guan, jurisdiction: CN, roles: [bank] }
          - { bic: CHAOTHBK, lei: 9876BKCH00000000000000, name: Chao, jurisdiction: TH, roles: [bank, fx-provider] }
        issue:
          - { to: GUANCNBJ, amount: CNY 1000.00, reserve: R1 }
          - { to: CHAOTHBK, amount: THB 1000.00, reserve: R1 }
        offers:
          - { by: CHAOTHBK, sells: THB, buys: CNY, rate: 5/1, capacity: THB 500.00 }
        policies:
          TH:
            - { id: TH-LARGEST, instruments: THB, largest: THB 100.00 }
        steps:
          - name: first
            pay: { from: GUANCNBJ, to: CHAOTHBK, amount: CNY 10.00 }
          - await: first
        """;

    /// <summary>The small scenario with valid LEIs and one text replaced.</summary>
    public static string With(string old, string replacement)
    {
        var text = Valid();
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    /// <summary>The small scenario.</summary>
    public static string Valid()
    {
        var text = Small;
        foreach (var first in new[] { "9876CBCN", "9876CBTH", "9876BKGU", "9876BKCH" })
        {
            text = text.Replace(
                first + "00000000000000",
                Protocol.Identifiers.Lei.WithCheckDigits(first.PadRight(18, '0')).ToString(),
                StringComparison.Ordinal
            );
        }

        return text;
    }
}
