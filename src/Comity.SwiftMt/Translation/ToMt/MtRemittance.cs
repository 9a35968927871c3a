using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Field 70 (rule MX_To_MTRemittanceInformation): ultimate parties, purpose, end-to-end identification, related remittance, then the
/// remittance itself, behind code words with two slashes between; remittance alone stands without one.
/// </summary>
internal sealed class MtRemittance(MtContext context)
{
    // Says that structured information was there; the lines do not hold it.
    private const string StructuredMark = "+";

    private readonly List<CodedText> parts = [];

    public void AddParty(string code, PartyIdentification135? party, string path)
    {
        if (party is null)
        {
            return;
        }

        if (party.Id is Party38Choice.OrgId { Value.AnyBIC: { } bic })
        {
            context.Use(path + "/Id/OrgId/AnyBIC");
            parts.Add(new CodedText(code, bic.Value));
            return;
        }

        if (party.Nm is not { } name)
        {
            return;
        }

        context.Use(path + "/Nm");
        var place = "";
        if (party.PstlAdr?.Ctry is { } country)
        {
            context.Use(path + "/PstlAdr/Ctry", path + "/PstlAdr/TwnNm");
            place = $"/{country.Value}" + (party.PstlAdr.TwnNm is { } town ? $"/{town.Value}" : "");
        }

        // One line for each party, the name cut so that its place stays (WSO2 and Reframe write it so).
        var room = RemittanceInformation.MaxLength - code.Length - 2 - place.Length;
        parts.Add(new CodedText(code, context.Text.Fit(name.Value, Math.Max(room, 2), path + "/Nm") + place));
    }

    public void Add(string code, string? text, string path)
    {
        context.Use(path);
        if (text is not null and not CodedText.NotProvided)
        {
            parts.Add(new CodedText(code, text));
        }
    }

    /// <summary>The purpose; 26T takes it where it came from there.</summary>
    public TransactionTypeCode? AddPurpose(Purpose2Choice? purpose, string path)
    {
        switch (purpose)
        {
            case Purpose2Choice.Prtry { Value.Value: [':', '2', '6', 'T', ':', _, _, _] } own:
                context.Use(path);
                return new TransactionTypeCode(own.Value.Value[5..]);
            case Purpose2Choice.Cd cd:
                Add("PURP", cd.Value.Value, path);
                return null;
            case Purpose2Choice.Prtry own:
                Add("PURP", own.Value.Value, path);
                return null;
            default:
                return null;
        }
    }

    public void AddRelated(ValueList<RemittanceLocation7> related, string path)
    {
        if (related is [{ RmtId: { } id }, ..])
        {
            Add("RELID", id.Value, path + "/RmtId");
        }
    }

    public RemittanceInformation? Field(RemittanceInformation16? remittance, string path)
    {
        var texts = remittance?.Ustrd ?? [];
        for (var i = 0; i < texts.Count; i++)
        {
            context.Use($"{path}/Ustrd{(i == 0 ? "" : $"[{i + 1}]")}");
        }

        var text = string.Concat(texts);
        if (text.Length > 0 && (parts.Count > 0 || CodedText.ParseRemittance(text).Count > 0))
        {
            parts.Add(new CodedText("URI", text));
            text = "";
        }

        if (remittance?.Strd.Count > 0)
        {
            parts.Add(new CodedText("SRI", StructuredMark));
        }

        var whole = parts.Count > 0 ? CodedText.Join(parts) : text;
        return whole.Length == 0
            ? null
            : new RemittanceInformation(
                context.Text.Lines(whole, RemittanceInformation.MaxLength, RemittanceInformation.MostLines, path)
            );
    }
}
