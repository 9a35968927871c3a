using System.Diagnostics.CodeAnalysis;

namespace Comity.SwiftMt.Translation;

/// <summary>
/// The clearing systems' two letters in MT and their codes in ISO 20022 (External code set ClearingSystemIdentification). Source: IBM
/// Financial Transaction Manager, clearing codes of its MT mappers; the same table is in Reframe's MT 103 mapping.
/// </summary>
internal static class ClearingSystems
{
    private static readonly Dictionary<string, string> IsoCodes = new(StringComparer.Ordinal)
    {
        ["AT"] = "ATBLZ",
        ["AU"] = "AUBSB",
        ["BL"] = "DEBLZ",
        ["CC"] = "CACPA",
        ["CN"] = "CNAPS",
        ["CP"] = "USPID",
        ["ES"] = "ESNCC",
        ["FW"] = "USABA",
        ["GR"] = "GRBIC",
        ["HK"] = "HKNCC",
        ["IE"] = "IENCC",
        ["IN"] = "INFSC",
        ["IT"] = "ITNCC",
        ["JP"] = "JPZGN",
        ["NZ"] = "NZNCC",
        ["PL"] = "PLKNR",
        ["PT"] = "PTNCC",
        ["RU"] = "RUCBC",
        ["SC"] = "GBDSC",
        ["SW"] = "CHBCC",
        ["ZA"] = "ZANCC",
    };

    // SW stands for two Swiss numbers, told apart by their length.
    private const int SwissSicLength = 6;

    public static bool TryGetIso(string code, string member, [NotNullWhen(true)] out string? iso)
    {
        if (code == "SW" && member.Length == SwissSicLength)
        {
            iso = "CHSIC";
            return true;
        }

        return IsoCodes.TryGetValue(code, out iso);
    }

    public static bool TryGetMt(string iso, [NotNullWhen(true)] out string? code)
    {
        code = iso == "CHSIC" ? "SW" : IsoCodes.FirstOrDefault(pair => pair.Value == iso).Key;
        return code is not null;
    }

    /// <summary>Whether the number may stand beside a BIC, option A (codes T11005 and T11006).</summary>
    public static string? ForbiddenBesideBic(string code) =>
        code switch
        {
            "FW" => "T11005",
            "CP" or "RU" or "SW" => "T11006",
            _ => null,
        };
}
