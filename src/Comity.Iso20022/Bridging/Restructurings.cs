namespace Comity.Iso20022.Bridging;

/// <summary>
/// What the standard's later versions name or place differently, found by comparing the schemas of the folder. An entry applies
/// where one version has the one form and the other version the other, in both directions.
/// </summary>
internal static class Restructurings
{
    /// <summary>
    /// The element's content stands one level deeper in later versions: a mandate's data became one of two kinds of mandate, an
    /// instruction to the debtor's agent may have a code beside its text.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Nested = new Dictionary<string, string>
    {
        ["MndtRltdInf"] = "DrctDbtMndt",
        ["InstrForDbtrAgt"] = "InstrInf",
    };

    /// <summary>The element stands in a new group of its kind in later versions.</summary>
    public static readonly IReadOnlyDictionary<string, string> Grouped = new Dictionary<string, string>
    {
        ["AccptncDtTm"] = "AddtlDtTm",
        ["PoolgAdjstmntDt"] = "AddtlDtTm",
    };

    /// <summary>The element has another name in later versions, where the older is not in use any more.</summary>
    public static readonly IReadOnlyDictionary<string, string> Renamed = new Dictionary<string, string>
    {
        ["Chrgs"] = "ChrgsInf",
    };
}
