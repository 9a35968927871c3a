using System.Collections.Immutable;
using System.Globalization;

namespace Comity.Ledger.Tests.Model;

public sealed class ModelTests(ITestOutputHelper output)
{
    private const int OperationsOfAStory = 4_000;

    /// <summary>
    /// Stories of 4,000 operations each, 25 of them, from a seed that is printed. COMITY_SEED tells one again, and
    /// COMITY_STORIES asks for more or fewer.
    /// </summary>
    [Fact]
    public void The_ledger_and_the_model_agree_on_every_balance_status_and_refusal()
    {
        var stories = Number("COMITY_STORIES", 25);
        var first = Number("COMITY_SEED", Environment.TickCount & 0xFFFFFF);
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var operations = 0;
        for (var seed = first; seed < first + stories; seed++)
        {
            operations += Tell(seed, outcomes);
        }

        output.WriteLine($"{operations} operations, {stories} stories from COMITY_SEED={first}");
        output.WriteLine(string.Join(Environment.NewLine, outcomes.Select(pair => $"{pair.Value, 8} {pair.Key}")));
    }

    private static int Number(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var stated)
            ? stated
            : standard;

    private static int Tell(int seed, SortedDictionary<string, int> outcomes)
    {
        var teller = new StoryTeller(seed);
        var random = new Random(seed);
        var story = new Story(teller.Genesis);
        var blocks = ImmutableArray.CreateBuilder<StoryBlock>();
        string? fault = null;
        foreach (var block in teller.Prologue)
        {
            blocks.Add(new StoryBlock(block.Time, [.. block.Transactions]));
            fault ??= story.Tell(block.Time, [.. block.Transactions]);
        }

        while (fault is null && teller.Operations < OperationsOfAStory)
        {
            var (time, transactions) = teller.Next(story.Model.State);
            blocks.Add(new StoryBlock(time, transactions));
            fault = story.Tell(time, transactions);
            fault ??= random.Next(100) == 0 ? story.Reload() : null;
        }

        fault ??= story.CompareEnd();
        if (fault is not null)
        {
            var (shortest, shown) = StoryShrinker.Shrink(teller.Genesis, blocks.ToImmutable(), fault);
            Assert.Fail(
                $"COMITY_SEED={seed} COMITY_STORIES=1 tells it again. At first: {fault}\nShortened: {shown}\n{StoryShrinker.Describe(shortest)}"
            );
        }

        foreach (var (outcome, count) in story.Outcomes)
        {
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + count;
        }

        return teller.Operations;
    }
}
