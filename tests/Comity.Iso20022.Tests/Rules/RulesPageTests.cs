using System.Text;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Tests.Rules;

/// <summary>docs/iso20022-rules.md is made of the rules themselves.</summary>
public sealed class RulesPageTests
{
    [Fact]
    public void The_page_of_rules_says_what_the_book_says() =>
        GoldenFile.AssertSame("docs/iso20022-rules.md", Page(RuleBook.CbprPlus));

    private static string Page(RuleBook book)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Usage rules of CBPR+

            Made of `src/Comity.Iso20022/Rules/CbprPlus` by a test; [iso20022.md](iso20022.md) says how to use the rules, and how a market
            adds its own. The sentences are Comity's own words; the names are the published ones where there are any. Names that end in
            `FormalRule` are checked by the network, in `TextualRule` asked of the parties; `Restriction` is what a guideline takes away
            from the schema, and names that begin with `ISO` are constraints of the standard itself.


            """
        );
        foreach (var edition in book.Editions)
        {
            page.Append(FormattableString.Invariant($"- {edition.Name}: from {edition.From:yyyy-MM-dd}"));
            page.Append(edition.Until is { } last ? FormattableString.Invariant($" to {last:yyyy-MM-dd}\n") : "\n");
        }

        var messages = book.Usages.Select(static u => u.Message).Distinct().Count();
        var sources = book.Rules.SelectMany(static r => r.Sources).Distinct().ToList();
        page.Append(
            "\n| rule | asks | at | for | editions | reason | source |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        );
        foreach (var rule in book.Rules)
        {
            page.Append("| `").Append(rule.Id).Append('`');
            page.Append(rule.Severity == RuleSeverity.Warning ? " (warning) | " : " | ");
            page.Append(rule.Sentence.Replace("|", "\\|", StringComparison.Ordinal)).Append(" | ");
            page.Append(Shortened(rule.At)).Append(" | ");
            page.Append(rule.For.Count == messages ? "all" : string.Join(", ", rule.For)).Append(" | ");
            page.Append(rule.Editions.Count == book.Editions.Count ? "all" : string.Join(", ", rule.Editions))
                .Append(" | ");
            page.Append(rule.Reason).Append(" | ");
            page.Append(
                string.Join(", ", rule.Sources.Select(s => FormattableString.Invariant($"{sources.IndexOf(s) + 1}")))
            );
            page.Append(" |\n");
        }

        page.Append("\n## Sources\n\n");
        foreach (var (index, source) in sources.Index())
        {
            page.Append(FormattableString.Invariant($"{index + 1}. {source.Title}: <{source.Address}>\n"));
        }

        return page.ToString();
    }

    private static string Shortened(ValueList<RulePath> paths) =>
        paths.Count <= 4
            ? string.Join(", ", paths.Select(static p => "`" + p.Text + "`"))
            : FormattableString.Invariant($"`{paths[0]}` and {paths.Count - 1} more");
}
