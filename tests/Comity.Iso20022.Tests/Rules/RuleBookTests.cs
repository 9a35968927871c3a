using System.Text;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Rules.Loading;

namespace Comity.Iso20022.Tests.Rules;

/// <summary>Loading rule books: the one that comes along, a market's own, and wrong ones.</summary>
public sealed class RuleBookTests
{
    private const string Market = """
        // A market of one rule.
        {
          "book": "Test market",
          "editions": { "2026": { "from": "2026-01-01" } },
          "sources": { "circular": { "title": "Circular 7", "address": "https://example.com/7" } },
          "usages": [{ "message": "pacs.008.001.08" }],
          "rules": [
            {
              "id": "TM-1",
              "sentence": "A payment has a purpose.",
              "reason": "FF07",
              "source": "circular",
              "for": "pacs.008.001.08",
              "at": "/CdtTrfTxInf",
              "then": { "present": "Purp" }
            }
          ]
        }
        """;

    [Fact]
    public void Every_path_of_the_CBPR_plus_rules_leads_somewhere()
    {
        var result = RuleBookReader.Read(RuleBook.CbprPlusFiles(), checksPaths: true);
        Assert.True(result.TryGet(out _, out var fault), fault?.ToString());
    }

    [Fact]
    public void Every_CBPR_plus_rule_says_what_it_asks_why_and_what_to_answer()
    {
        Assert.True(RuleBook.CbprPlus.Rules.Count > 150);
        foreach (var rule in RuleBook.CbprPlus.Rules)
        {
            Assert.EndsWith(".", rule.Sentence, StringComparison.Ordinal);
            Assert.True(ExternalCodes.StatusReason.Contains(rule.Reason), rule.Id);
            Assert.NotEmpty(rule.Sources);
            Assert.All(rule.Sources, static s => Assert.StartsWith("https://", s.Address, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_markets_own_rules_are_checked_beside_those_of_CBPR_plus()
    {
        var market = Load(Market);
        var usage = RuleBook.CbprPlus.Usages[0];
        var day = new DateOnly(2026, 11, 25);
        var both = RuleSet.Of(usage, day, RuleBook.CbprPlus, market);
        var rule = Assert.Single(market.Rules);

        var message = Generation.MessageGenerator.Broken(both, rule, 1);

        var finding = Assert.Single(both.Check(message!));
        Assert.Equal("TM-1", finding.Rule.Id);
        Assert.Equal("/Document/FIToFICstmrCdtTrf/CdtTrfTxInf", finding.Path);
        Assert.Equal("no Purp", finding.Found);
        Assert.Equal("FF07", finding.Reason);
        Assert.Empty(RuleSet.Of(usage, day, RuleBook.CbprPlus).Check(message!));
    }

    [Fact]
    public void The_example_on_the_page_is_a_rule_book()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "iso20022.md"));
        var start = page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        Assert.Equal(
            "EX-PURPOSE",
            Assert.Single(Load(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]).Rules).Id
        );
    }

    [Fact]
    public void Rules_apply_in_the_time_of_their_editions()
    {
        var usage = RuleBook.CbprPlus.Usages[0];
        Assert.Contains(
            Rules(new DateOnly(2026, 11, 13)),
            static r => r.Id == "CBPR_GracePeriod_Unstructured_FormalRule"
        );
        Assert.DoesNotContain(
            Rules(new DateOnly(2026, 11, 14)),
            static r => r.Id == "CBPR_GracePeriod_Unstructured_FormalRule"
        );
        Assert.Contains(
            Rules(new DateOnly(2026, 11, 14)),
            static r => r.Id == "CBPR_Postal_Address_Town_Country_Restriction"
        );

        IReadOnlyList<UsageRule> Rules(DateOnly day) => RuleSet.Of(usage, day, RuleBook.CbprPlus).Rules;
    }

    [Theory]
    [InlineData("\"Purp\" }", "\"Purpose\" }", "market.json:8:1: found in the rule TM-1 the path Purpose;")]
    [InlineData("\"/CdtTrfTxInf\"", "\"/CdtTrfTx\"", "market.json:8:1: found in the rule TM-1 the path /CdtTrfTx;")]
    [InlineData(
        "\"/CdtTrfTxInf\"",
        "\"CdtTrfTxInf\"",
        "market.json:14:13: found \"CdtTrfTxInf\"; allowed: a path that begins with /"
    )]
    [InlineData("\"present\"", "\"presence\"", "market.json:15:15: found the condition \"presence\";")]
    [InlineData("FF07", "ZZ99", "market.json:11:17: found \"ZZ99\"; allowed: a code of ExternalStatusReason1Code")]
    [InlineData(
        "\"source\": \"circular\"",
        "\"source\": \"letter\"",
        "market.json:12:17: found \"letter\"; allowed: one of the sources circular"
    )]
    [InlineData(
        "\"for\": \"pacs.008.001.08\"",
        "\"for\": \"pacs.009.001.08\"",
        "market.json:13:14: found \"pacs.009.001.08\";"
    )]
    [InlineData(
        "[{ \"message\": \"pacs.008.001.08\" }]",
        "[{ \"message\": \"pacs.008\" }]",
        "market.json:6:27: found \"pacs.008\"; allowed: a message that is supported"
    )]
    [InlineData("2026-01-01", "1 January", "market.json:4:35: found \"1 January\"; allowed: a day as 2026-11-14")]
    [InlineData(
        "\"sentence\"",
        "\"words\"",
        "market.json:8:5: found an object without \"sentence\"; allowed: one with it"
    )]
    [InlineData(
        "\"then\"",
        "\"then\": { \"absent\": \"Purp\" }, \"then\"",
        "market.json:15:37: found a second \"then\";"
    )]
    [InlineData("\"then\"", "\"when\": 1, \"then\"", "market.json:15:7: found \"when\";")]
    [InlineData(
        "{ \"present\": \"Purp\" }",
        "{ \"each\": \"ChrgBr\", \"matches\": \"(\" }",
        "market.json:15:46: found \"(\"; allowed: a regular expression"
    )]
    [InlineData(
        "{ \"present\": \"Purp\" }",
        "{ \"each\": \"ChrgBr\" }",
        "market.json:15:15: found an object; allowed: a second member: the test"
    )]
    [InlineData("\"rules\": [", "\"rules\": [[],", "market.json:7:13: found a list; allowed: an object")]
    [InlineData("\"Purp\" }", "\"//Purp\" }", "market.json:15:28: found \"//Purp\"; allowed: a path from the place")]
    [InlineData(
        "{ \"present\": \"Purp\" }",
        "{ \"count\": \"Purp\" }",
        "market.json:15:15: found an object; allowed: a count with"
    )]
    [InlineData("}\n  ]\n}", "}\n  ]", "market.json")]
    public void A_fault_in_a_rule_book_is_refused_with_its_place(string correct, string wrong, string expected)
    {
        Assert.Contains(correct, Market, StringComparison.Ordinal);
        var text = Market.Replace(correct, wrong, StringComparison.Ordinal);

        var refused = Assert.IsType<RuleBookResult.Refused>(RuleBook.Load(Encoding.UTF8.GetBytes(text), "market.json"));

        Assert.StartsWith(expected, refused.Fault.ToString(), StringComparison.Ordinal);
    }

    private static RuleBook Load(string text)
    {
        Assert.True(
            RuleBook.Load(Encoding.UTF8.GetBytes(text), "market.json").TryGet(out var book, out var fault),
            fault?.ToString()
        );
        return book;
    }
}
