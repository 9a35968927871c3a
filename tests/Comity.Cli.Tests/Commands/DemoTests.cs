using System.Globalization;
using System.Text.Json;

namespace Comity.Cli.Tests.Commands;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_meets_every_expectation_and_conserves_every_currency()
    {
        using var folder = new TestFolder();

        var ran = await Cli.RunAsync("demo", "--json", "--data", folder["world"]);

        Assert.True(ran.Code == 0, ran.Output + ran.Errors);
        var report = ran.Json;
        Assert.True(report.GetProperty("good").GetBoolean());
        Assert.All(
            report.GetProperty("steps").EnumerateArray(),
            static step => Assert.True(step.GetProperty("met").GetBoolean(), step.ToString())
        );
        AssertConserved(report);
        AssertRefusals(report);
        AssertMessages(report, folder["world"]);
        Assert.Equal("100251000.66", BalanceAfter(report, "JINHCNSH", "CNY"));
        var audit = await Cli.RunAsync("audit", folder["world"], "--json");
        Assert.Equal(0, audit.Code);
        Assert.True(audit.Json.GetProperty("sound").GetBoolean());
        Assert.Equal(report.GetProperty("height").GetUInt64(), audit.Json.GetProperty("height").GetUInt64());
        var proven = report.GetProperty("supplies").EnumerateArray().Last();
        Assert.Equal(proven.GetProperty("root").GetString(), audit.Json.GetProperty("root").GetString());
    }

    [Fact]
    public async Task A_scenario_whose_expectation_fails_exits_with_1_and_says_which()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(
            folder["small.yaml"],
            Scenarios.ScenarioTexts.With("pay: { from", "expect: refused\n    pay: { from"),
            TestContext.Current.CancellationToken
        );

        var ran = await Cli.RunAsync("demo", "--scenario", folder["small.yaml"], "--data", folder["world"]);

        Assert.Equal(1, ran.Code);
        Assert.Contains("FAIL first: settled (expected refused, line 24)", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_with_faults_exits_with_2_and_makes_nothing()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(
            folder["bad.yaml"],
            Scenarios.ScenarioTexts.With("title: Two", "titel: Two"),
            TestContext.Current.CancellationToken
        );

        var ran = await Cli.RunAsync("demo", "--scenario", folder["bad.yaml"], "--data", folder["world"]);

        Assert.Equal(2, ran.Code);
        Assert.Contains(
            "bad.yaml:2:1: unknown key 'titel'; did you mean 'title'?",
            ran.Errors,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(folder["world"]));
    }

    private static void AssertConserved(JsonElement report)
    {
        var balances = report.GetProperty("balances").EnumerateArray().ToArray();
        foreach (var supply in report.GetProperty("supplies").EnumerateArray())
        {
            Assert.True(supply.GetProperty("verified").GetBoolean());
            Assert.True(supply.GetProperty("conserved").GetBoolean());
            var currency = supply.GetProperty("currency").GetString();
            foreach (var when in new[] { "before", "after" })
            {
                var sum = balances
                    .Where(one => one.GetProperty("currency").GetString() == currency)
                    .Sum(one => Number(one.GetProperty(when)));
                Assert.Equal(Number(supply.GetProperty("issued")) - Number(supply.GetProperty("redeemed")), sum);
            }
        }
    }

    private static void AssertRefusals(JsonElement report)
    {
        var rules = report
            .GetProperty("steps")
            .EnumerateArray()
            .Where(static step => step.GetProperty("outcome").GetString() == "refused")
            .Select(static step =>
                (
                    step.GetProperty("reason").GetString(),
                    step.GetProperty("refusal").GetString(),
                    step.GetProperty("rule").GetString()
                )
            )
            .ToArray();
        Assert.Equal(8, rules.Length);
        Assert.Contains(("AM02", "AmountAboveLargest", "TH/TH-LARGEST"), rules);
        Assert.Contains(("RR04", "PurposeNotAllowed", "CN/CN-PURPOSE"), rules);
        Assert.Contains(("AM14", "RollingLimitExceeded", "SAR/SAR-DAILY"), rules);
        Assert.Contains(("AM04", "InsufficientCover", ""), rules);
        Assert.Contains(("DU03", "DuplicateUetr", ""), rules);
    }

    private static void AssertMessages(JsonElement report, string world)
    {
        var outbox = report.GetProperty("outbox");
        foreach (var message in new[] { "pacs.002.001.10", "camt.054.001.08", "pacs.004.001.09", "camt.029.001.09" })
        {
            Assert.True(outbox.GetProperty(message).GetInt32() > 0, message);
        }

        foreach (
            var file in Directory
                .EnumerateFiles(Path.Combine(world, "gateways"), "*.xml", SearchOption.AllDirectories)
                .Where(static file => Path.GetFileName(Path.GetDirectoryName(file)) == "outbox")
        )
        {
            using var stream = File.OpenRead(file);
            Assert.True(
                Iso20022.Reading.MessageReader.Read(stream).TryGet(out _, out var failure),
                $"{file}: {failure}"
            );
        }
    }

    private static string? BalanceAfter(JsonElement report, string bic, string currency) =>
        report
            .GetProperty("balances")
            .EnumerateArray()
            .Single(one =>
                one.GetProperty("bic").GetString() == bic && one.GetProperty("currency").GetString() == currency
            )
            .GetProperty("after")
            .GetString();

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
