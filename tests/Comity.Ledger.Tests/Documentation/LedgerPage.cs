using System.Globalization;
using System.Text;
using Comity.Ledger.Operations;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Tests.Documentation;

/// <summary>Writes docs/ledger.md: the template's prose, and the operations and refusals as the code states them.</summary>
internal static class LedgerPage
{
    public static string Write(string template) =>
        template
            .Replace("{{operations}}", Operations(), StringComparison.Ordinal)
            .Replace("{{refusals}}", Refusals(), StringComparison.Ordinal);

    private static string Operations()
    {
        var text = new StringBuilder();
        foreach (var group in OperationCatalogue.Rules.GroupBy(rule => rule.Group, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {group.Key}\n\n");
            foreach (var rule in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"#### `{rule.Name}`\n\n{rule.Rule}\n\n");
                text.Append(CultureInfo.InvariantCulture, $"Signed by: {rule.Signers}\n\n");
                text.Append("Refused with, in the order of the checks: ");
                text.AppendJoin(", ", rule.Refusals.Select(code => $"[{code}](#{Anchor(code)})"));
                text.Append(".\n\n");
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Refusals()
    {
        var text = new StringBuilder();
        text.Append(
            "| code | number | ISO 20022 reason | sending again | what to do |\n| --- | --- | --- | --- | --- |\n"
        );
        foreach (var code in Enum.GetValues<RefusalCode>().Order())
        {
            var meaning = Refusal.Meaning(code);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| <a id=\"{Anchor(code)}\"></a>{code} | {(int)code} | {meaning.IsoReason} | {Advice(meaning.Retry)} | {meaning.Advice} |\n"
            );
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Advice(RetryAdvice retry) =>
        retry switch
        {
            RetryAdvice.Never => "never helps",
            RetryAdvice.Later => "may help later",
            RetryAdvice.AfterChange => "may help once something else has changed",
            _ => "only as a new transaction",
        };

    private static string Anchor(RefusalCode code) => code.ToString().ToLowerInvariant();
}
