using System.Globalization;
using System.Text;
using Comity.Protocol.Identifiers;

namespace Comity.EndToEnd.Tests.World;

/// <summary>
/// The scenario that the world is made of: jurisdictions with a currency each, some with rules, and in each as many banks as
/// stories need, so that no story meets another's money.
/// </summary>
internal static class ScenarioFile
{
    /// <summary>How many banks of each jurisdiction, the last, need two keys to pay.</summary>
    public const int FourEyesEach = 3;

    private const int FewBanks = 30;

    /// <summary>Jurisdictions, their currencies, and their own rules for transfers that touch them.</summary>
    public static readonly (string Country, string Currency, string Rule)[] Jurisdictions =
    [
        ("CN", "CNY", ""),
        ("HK", "HKD", ""),
        ("TH", "THB", "{ id: TH-LARGEST, instruments: THB, largest: THB 50_000.00 }"),
        ("AE", "AED", "{ id: AE-PURPOSE, instruments: AED, purposes: [GDDS, SCVE] }"),
        ("SA", "SAR", "{ id: SA-APPROVAL, instruments: SAR, approval-above: SAR 1_000.00 }"),
        (
            "MY",
            "MYR",
            "{ id: MY-DAILY, instruments: MYR, rolling-limit: { amount: MYR 1_000.00, window: 24h, of: debtor } }"
        ),
        ("SG", "SGD", "{ id: SG-CAP, instruments: SGD, balance-cap: SGD 5_000.00 }"),
        ("ID", "IDR", ""),
    ];

    public static string BicOf(string country, int number) =>
        $"EB{Letter(number / 26)}{Letter(number % 26)}{country}XX";

    public static string AuthorityOf(string country) => $"AUTH{country}XX";

    /// <summary>How many banks a jurisdiction has: most stories are told where there are no rules of the jurisdiction's own.</summary>
    public static int BanksOf(string country) => country == "CN" ? 200 : FewBanks;

    public static string Write()
    {
        var text = new StringBuilder(
            """
            scenario: comity/1
            title: Stories told through every door
            network:
              name: comity-end-to-end
              key-seed: end to end
              saver-interval: 50ms
              queue-patience: 1s

            """
        );
        text.Append("jurisdictions:\n");
        foreach (var (country, _, _) in Jurisdictions)
        {
            var lei = LeiOf(country, 0);
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {country}: {{ name: Authority of {country}, bic: {AuthorityOf(country)}, lei: {lei} }}\n"
            );
        }

        text.Append("currencies:\n");
        foreach (var (country, currency, _) in Jurisdictions)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {currency}: {{ decimals: 2, issuer: {country} }}\n");
        }

        text.Append("participants:\n");
        foreach (var (country, _, _) in Jurisdictions)
        {
            for (var number = 0; number < BanksOf(country); number++)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {Participant(country, number)}\n");
            }
        }

        text.Append("policies:\n");
        foreach (var (country, _, rule) in Jurisdictions.Where(static one => one.Rule.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {country}:\n    - {rule}\n");
        }

        return text.ToString();
    }

    private static string Participant(string country, int number)
    {
        var keys =
            number >= BanksOf(country) - FourEyesEach
                ? ", keys: { first: all, second: all }, thresholds: { pay: 2 }"
                : "";
        return $"{{ bic: {BicOf(country, number)}, lei: {LeiOf(country, number + 1)}, name: Bank {number} of {country}, "
            + $"jurisdiction: {country}, roles: [bank, fx-provider]{keys} }}";
    }

    private static Lei LeiOf(string country, int number) => Lei.WithCheckDigits($"E2E0{country}{number:000000000000}");

    private static char Letter(int number) => (char)('A' + number);
}
