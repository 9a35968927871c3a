using Comity.Iso20022.Drafts;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Bridging;

/// <summary>
/// The amounts of a remittance document. Until version 12 of the payments they have an element for each kind (<c>DuePyblAmt</c>,
/// <c>TaxAmt</c>...), since then one element <c>RmtAmtAndTp</c> with a code of ExternalDocumentAmountType1Code.
/// </summary>
internal static class TypedAmounts
{
    /// <summary>The later element.</summary>
    public const string Later = "RmtAmtAndTp";

    // In the order in which the earlier versions have them. The codes of discounts and taxes are the same in the set of their own.
    private static readonly Kind[] Kinds =
    [
        new("DuePyblAmt", "DUPA", []),
        new("DscntApldAmt", null, ["APDS", "STDS", "TMDS"]),
        new("CdtNoteAmt", "CREN", []),
        new("TaxAmt", "TAXS", ["CITY", "CNTY", "LOCL", "PROV", "STAT"]),
        new("RmtdAmt", "REMI", []),
    ];

    /// <summary>Whether the element is one of the earlier ones.</summary>
    public static bool IsEarlier(string tag) => Kinds.Any(k => k.Tag == tag);

    /// <summary>The code of an earlier element's amount, and the amount; nothing where there is no code for it.</summary>
    public static (string Code, Draft Amount)? ToLater(Draft earlier)
    {
        var kind = Kinds.Single(k => k.Tag == earlier.Tag);
        if (earlier.Type is AmountDescription)
        {
            return (kind.Code!, earlier);
        }

        var amount = earlier.Named("Amt").Single();
        if (earlier.Named("Tp").SingleOrDefault() is not { } type)
        {
            return kind.Code is { } code ? (code, amount) : null;
        }

        return type.At(["Cd"]).SingleOrDefault()?.Text is { } given && kind.Codes.Contains(given)
            ? (given, amount)
            : null;
    }

    /// <summary>The earlier element for a later one, with the code to put into it if there is one; nothing where there is none.</summary>
    public static (string Tag, string? Code, int Rank)? ToEarlier(Draft later)
    {
        if (later.At(["Tp", "Cd"]).SingleOrDefault()?.Text is not { } code)
        {
            return null;
        }

        for (var rank = 0; rank < Kinds.Length; rank++)
        {
            if (Kinds[rank].Code == code)
            {
                return (Kinds[rank].Tag, null, rank);
            }

            if (Kinds[rank].Codes.Contains(code))
            {
                return (Kinds[rank].Tag, code, rank);
            }
        }

        return null;
    }

    private sealed record Kind(string Tag, string? Code, string[] Codes);
}
