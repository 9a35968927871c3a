using Comity.Cli.Commands;
using Comity.Cli.Output;
using Comity.Cli.Scenarios;

namespace Comity.Cli.Demo;

/// <summary>A run's report for people and for machines.</summary>
internal static class DemoText
{
    /// <summary>One line for one step.</summary>
    public static string Line(int number, int all, StepResult step)
    {
        var mark = step.Met ? "ok  " : "FAIL";
        var time = step.FinalityMilliseconds > 0 ? $"  {step.FinalityMilliseconds} ms" : string.Empty;
        var expected = step.Met ? string.Empty : $" (expected {step.Expected}, line {step.Line})";
        return $"[{number, 2}/{all}] {mark} {(step.Title.Length > 0 ? step.Title : step.Name)}: {step.Outcome}{expected}{time}";
    }

    /// <summary>The summary for people.</summary>
    public static void Write(DemoReport report, Scenario scenario, Answer answer)
    {
        var show = new Amounts(
            scenario.Currencies.ToDictionary(
                static one => one.Id.ToString(),
                static one => one.Decimals,
                StringComparer.Ordinal
            )
        );
        answer.Say();
        answer.Say("Balances before and after");
        foreach (var change in report.Balances.OrderBy(static one => one.Currency).ThenBy(static one => one.Bic))
        {
            var moved = change.Before == change.After ? "  unchanged" : string.Empty;
            answer.Say(
                $"  {change.Bic, -11} {show.Show(change.Currency, change.Before), 24}  {show.Show(change.Currency, change.After), 24}{moved}"
            );
        }

        answer.Say();
        answer.Say("Supply, proven by Merkle proofs that this program checked");
        foreach (var supply in report.Supplies)
        {
            answer.Say(
                $"  {supply.Currency}  issued {show.Show(supply.Currency, supply.Issued)}, held by everybody together "
                    + $"{show.Show(supply.Currency, supply.Held)}: {(supply.IsConserved ? "conserved" : "NOT CONSERVED")}"
            );
        }

        var refused = report.Steps.Count(static step => step.Outcome == "refused");
        var settled = report.Steps.Count(static step => step.Outcome == "settled");
        answer.Say();
        answer.Say(
            $"Steps        {report.Steps.Count}: {settled} ended settled, {refused} refused, as the scenario expects them"
        );
        answer.Say(
            $"Finality     median {report.Finality.Median} ms, longest {report.Finality.Longest} ms, over {report.Finality.Count} payments"
        );
        answer.Say(
            $"Answers      {string.Join(", ", report.OutboxFiles.Select(static pair => $"{pair.Value} {pair.Key}"))}"
        );
        answer.Say($"Ledger       {report.Height} blocks, state root {report.Supplies[^1].Root}");
        answer.Say($"Took         {report.Milliseconds / 1000.0:0.0} s");
        answer.Say();
        answer.Say("Where to look next");
        answer.Say($"  {Path.Combine(report.Folder, "gateways")}   each bank's inbox and outbox");
        answer.Say($"  ./comity audit {report.Folder}   replay everything from genesis");
        answer.Say("  ./comity demo --keep            leave the node running, then ./comity trace UETR --data DIR");
        answer.Say(report.IsGood ? "Everything was as expected." : "NOT everything was as expected: see FAIL above.");
    }

    /// <summary>The report for machines; amounts are decimals in text.</summary>
    public static object Machine(DemoReport report, Scenario scenario)
    {
        var decimals = scenario.Currencies.ToDictionary(static one => one.Id.ToString(), static one => one.Decimals);
        return new
        {
            good = report.IsGood,
            title = report.Title,
            network = report.Network,
            folder = report.Folder,
            height = report.Height,
            milliseconds = report.Milliseconds,
            steps = report.Steps,
            balances = report.Balances.Select(change => new
            {
                bic = change.Bic,
                currency = change.Currency,
                before = Amounts.Plain(change.Before, decimals[change.Currency], grouped: false),
                after = Amounts.Plain(change.After, decimals[change.Currency], grouped: false),
            }),
            supplies = report.Supplies.Select(supply => new
            {
                currency = supply.Currency,
                authority = supply.Authority,
                issued = Amounts.Plain(supply.Issued, decimals[supply.Currency], grouped: false),
                redeemed = Amounts.Plain(supply.Redeemed, decimals[supply.Currency], grouped: false),
                held = Amounts.Plain(supply.Held, decimals[supply.Currency], grouped: false),
                verified = supply.Verified,
                conserved = supply.IsConserved,
                root = supply.Root,
                height = supply.Height,
            }),
            finality = report.Finality,
            outbox = report.OutboxFiles,
        };
    }
}
