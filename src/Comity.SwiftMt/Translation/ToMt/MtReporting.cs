using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Field 77B: the lines of regulatory reporting; where there are none, the parties' countries of residence after /ORDERRES/ and
/// /BENEFRES/ (pacs.004 TR023 in Reframe's mapping).
/// </summary>
internal static class MtReporting
{
    public static RegulatoryReporting? Of(
        ValueList<RegulatoryReporting3> reporting,
        PartyIdentification135 debtor,
        PartyIdentification135 creditor,
        string path,
        MtContext context
    )
    {
        var lines = Lines(reporting, path, context);
        AddResidence(lines, "ORDERRES", debtor, $"{path}/Dbtr", context);
        AddResidence(lines, "BENEFRES", creditor, $"{path}/Cdtr", context);
        return lines.Count == 0 ? null : new RegulatoryReporting(context.Text.Starts(lines, $"{path}/RgltryRptg"));
    }

    private static List<string> Lines(ValueList<RegulatoryReporting3> reporting, string path, MtContext context)
    {
        var lines = new List<string>();
        for (var i = 0; i < reporting.Count; i++)
        {
            for (var j = 0; j < reporting[i].Dtls.Count; j++)
            {
                var details = $"{path}/RgltryRptg{Index(i)}/Dtls{Index(j)}";
                var texts = reporting[i].Dtls[j].Inf;
                for (var k = 0; k < texts.Count && lines.Count < RegulatoryReporting.MostLines; k++)
                {
                    context.Use($"{details}/Inf{Index(k)}");
                    lines.Add(context.Text.Clean(texts[k].Value, details));
                }
            }
        }

        return lines;
    }

    private static void AddResidence(
        List<string> lines,
        string code,
        PartyIdentification135 party,
        string path,
        MtContext context
    )
    {
        if (party.CtryOfRes is { } country && lines.Count < RegulatoryReporting.MostLines)
        {
            context.Use($"{path}/CtryOfRes");
            lines.Add($"/{code}/{country.Value}");
        }
    }

    private static string Index(int i) => i == 0 ? "" : $"[{i + 1}]";
}
