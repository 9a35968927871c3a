using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// Field 70 (rules MT_To_MXRemittanceInformation and MT70ROC_To_MX35Text, TR007 and TR013 of MT 103): behind the rules' own code words
/// stand the end-to-end identification, ultimate parties, purpose and remittance; anything else is unstructured text.
/// </summary>
internal sealed record IsoRemittance
{
    private const int MaxReference = 35;

    public Max35Text EndToEndId { get; private init; } = CodedText.NotProvided;

    public PartyIdentification135? UltimateDebtor { get; private init; }

    public PartyIdentification135? UltimateCreditor { get; private init; }

    public Purpose2Choice? Purpose { get; private init; }

    public ValueList<RemittanceLocation7> Related { get; private init; } = [];

    public RemittanceInformation16? Information { get; private init; }

    public static IsoRemittance Of(RemittanceInformation? field, Remarks remarks)
    {
        if (field is null)
        {
            return new IsoRemittance();
        }

        var text = CodedText.Join(field.Lines, RemittanceInformation.MaxLength);
        var parts = CodedText.ParseRemittance(text);
        return parts.Count == 0
            ? new IsoRemittance { Information = Unstructured(text) }
            : parts.Aggregate(new IsoRemittance(), (so, part) => so.With(part, remarks));
    }

    private IsoRemittance With(CodedText part, Remarks remarks)
    {
        switch (part.Code)
        {
            case "ROC" when part.Text.Length > 0:
                return this with { EndToEndId = Reference(part, remarks) };
            case "ULTB" when part.Text.Length > 0:
                return this with { UltimateCreditor = Party(part.Text) };
            case "ULTD" when part.Text.Length > 0:
                return this with { UltimateDebtor = Party(part.Text) };
            case "PURP" when part.Text.Length > 0:
                return this with { Purpose = PurposeOf(part, remarks) };
            case "RELID" when part.Text.Length > 0:
                return this with { Related = [new RemittanceLocation7 { RmtId = Reference(part, remarks) }] };
            case "URI" when part.Text.Length > 0:
                return this with { Information = Unstructured(part.Text) };
            default:
                // Structured information stands in MT as a mark only, that it was there.
                remarks.Missing("70", part.ToString());
                return this;
        }
    }

    private static RemittanceInformation16 Unstructured(string text) => new() { Ustrd = [text] };

    private static string Reference(CodedText part, Remarks remarks)
    {
        if (part.Text.Length <= MaxReference)
        {
            return part.Text;
        }

        remarks.Truncated("70", part.ToString());
        return part.Text[..(MaxReference - 1)] + "+";
    }

    private static Purpose2Choice PurposeOf(CodedText part, Remarks remarks) =>
        part.Text.Length is > 0 and <= 4
            ? new Purpose2Choice.Cd(part.Text)
            : new Purpose2Choice.Prtry(Reference(part, remarks));

    // NAME/CC/TOWN, NAME, or a BIC.
    private static PartyIdentification135 Party(string text)
    {
        if (Bic.Check(text).TryGet(out var bic))
        {
            return new() { Id = new Party38Choice.OrgId(new OrganisationIdentification29 { AnyBIC = bic.Value }) };
        }

        var parts = text.Split('/', 3);
        return parts is [{ Length: > 0 } name, [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] country, ..]
            ? new()
            {
                Nm = name,
                PstlAdr = new PostalAddress24
                {
                    Ctry = country,
                    TwnNm = parts.Length > 2 && parts[2].Length is > 0 and <= 35 ? (Max35Text)parts[2] : null,
                },
            }
            : new() { Nm = text };
    }
}
