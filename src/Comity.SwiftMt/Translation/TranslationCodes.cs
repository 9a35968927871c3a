namespace Comity.SwiftMt.Translation;

/// <summary>
/// The codes of the CBPR+ translation rules that this translator gives, in our words. SWIFT publishes the rules to its users; the codes
/// and their meaning are public through the open-source module swiftmt-to-iso20022 (WSO2, file error_codes.bal).
/// </summary>
public static class TranslationCodes
{
    internal const string Missing = "T0000M";
    internal const string Replaced = "T0000R";
    internal const string LineStart = "T0000L";
    internal const string Trimmed = "T0000S";
    internal const string Truncated = "T0000T";

    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        [Missing] = "content that the target message has no place for",
        [Replaced] = "characters that are not allowed were replaced by full stops",
        [LineStart] = "a character that is not allowed at the start of a line was replaced by a full stop",
        [Trimmed] = "blanks at an end were taken away",
        [Truncated] = "content was cut",
        ["T11002"] = "the clearing code has no ISO equivalent; it stands as name and address",
        ["T11004"] = "the institution in field 72 is no BIC; its address is a dummy",
        ["T11005"] = "a Fedwire number is not used beside a BIC",
        ["T11006"] = "this clearing system's number is not used beside a BIC",
        ["T11007"] = "beside a BIC, only the clearing channel is translated, not the member",
        ["T11008"] = "the debit or credit indicator is not translated",
        ["T11009"] = "more institutions in field 72 than the target takes",
        ["T11013"] = "an account must follow //CH",
        ["T11014"] = "the clearing code has no ISO equivalent",
        ["T11016"] = "no member must follow //RT or //FW beside a BIC",
        ["T12003"] = "the identification's scheme has no place in the option for customers with official numbers",
        ["T12005"] = "the identification does not fit lines 6 and 7",
        ["T12009"] = "the name is missing; a dummy stands for it",
        ["T13001"] = "the amount has more digits than an MT takes",
        ["T13003"] = "there was no instructed amount; the settled one stands for it",
        ["T13004"] = "charges in another currency than the settled amount",
        ["T13005"] = "the sum of the charges is too long",
        ["T13006"] = "charges in different currencies have no sum",
        ["T13007"] = "SLEV became SHA, and stands in field 72",
        ["T13009"] = "charges of zero are not translated",
        ["T14001"] = "no MT reference can be made of it; a dummy stands for it",
        ["T15001"] = "nothing is expected after CHQB",
        ["T15002"] = "HOLD and CHQB contradict SDVA",
        ["T15003"] = "HOLD and CHQB contradict INTC and CORT",
        ["T15004"] = "TELB contradicts PHOB",
        ["T15005"] = "CHQB contradicts HOLD",
        ["T20008"] = "field 55a is not expected in a serial payment",
        ["T20009"] = "field 53A is not expected",
        ["T20010"] = "field 54A is not expected",
        ["T20020"] = "no cover method in this message; INDA stands for it",
        ["T20021"] = "the correspondent stands among the instructions for the next agent, after /FIN53/",
        ["T20022"] = "field 53D is not translated",
        ["T20023"] = "field 54a is not translated",
        ["T20027"] = "no BIC after /FIN53/",
        ["T20038"] = "the entry is not booked",
        ["T20043"] = "there is no ordering customer; a dummy stands for it",
        ["T20045"] = "charges in different currencies have no sum",
        ["T20048"] = "the debtor must be an institution",
        ["T20052"] = "no instruction identification; a dummy stands for the reference",
        ["T20053"] = "more than one transaction in the message",
        ["T20054"] = "precious metals are no money",
        ["T20056"] = "only rejections are translated",
        ["T20061"] = "more than one notification or entry in the message",
        ["T20064"] = "field 52a is not translated",
        ["T20070"] = "the location in field 53B is not translated",
        ["T20072"] = "no original instruction identification; a dummy stands for it",
        ["T20078"] = "neither a value date nor a settlement date",
        ["T20087"] = "there is no UETR, which the target needs",
        ["T20089"] = "there is no published translation of this message",
        ["T20096"] = "there is no charge bearer; SHAR stands for it",
        ["T20150"] = "no statement number can be made",
        ["T20151"] = "not exactly one opening booked balance",
        ["T20154"] = "not exactly one closing booked balance",
        ["T20156"] = "more than one closing available balance",
        ["T20159"] = "a balance has more digits than an MT takes",
        ["T20160"] = "an entry has more digits than an MT takes",
        ["T20163"] = "an entry in another currency than the account's",
        ["T20202"] = "without a debtor agent, the debtor stands in field 52a",
        ["T20224"] = "the clearing channel stands with the first institution only",
        ["T20302"] = "the underlying transaction is not known; a dummy stands for it",
        ["T30001"] = "no BIC of the sender",
        ["T30002"] = "no BIC of the receiver",
    };

    /// <summary>All codes.</summary>
    public static IEnumerable<string> All => Meanings.Keys;

    /// <summary>What <paramref name="code"/> means; for a code of the network's own, that a rule of the target is broken.</summary>
    public static string Meaning(string code) =>
        Meanings.GetValueOrDefault(code, "a rule of the target message would be broken");
}
