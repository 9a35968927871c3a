using System.Globalization;
using Comity.Node.ReadModel;

namespace Comity.Node.Tests.ReadModel;

/// <summary>What a read model promises, on whatever database it is kept.</summary>
public abstract class ReadModelTests(ITestOutputHelper output)
{
    private const int OperationsOfAStory = 600;

    private protected abstract DatabaseUnderTest Create();

    /// <summary>COMITY_SEED tells the story again.</summary>
    [Fact]
    public async Task The_projection_agrees_with_the_ledger_on_a_random_story_live_and_rebuilt()
    {
        using var database = Create();
        var history = new RandomHistory(Seed());
        await using (var model = new RunningReadModel(database, history.Feed))
        {
            // Told while it is projected: batches are of whatever has come.
            history.Tell(OperationsOfAStory);
            await model.CatchUp();
            await HistoryComparison.Agrees(model.Queries, history.Feed);

            model.Projector.Rebuild();
            await model.Until(static status => status.RebuiltTo is not null || status.State == ReadModelState.Serving);
            history.Tell(100);
            await Rebuilt(model, database);
            await model.CatchUp();
            await HistoryComparison.Agrees(model.Queries, history.Feed);
        }

        Assert.Equal(1, database.Generations());
    }

    [Fact]
    public async Task What_is_projected_is_there_again_when_the_node_comes_back_and_goes_on_from_there()
    {
        using var database = Create();
        var history = new RandomHistory(Seed()).Tell(200);
        await using (var model = new RunningReadModel(database, history.Feed))
        {
            await model.CatchUp();
        }

        history.Tell(200);
        await using var again = new RunningReadModel(database, history.Feed);
        await again.CatchUp();

        await HistoryComparison.Agrees(again.Queries, history.Feed);
    }

    private int Seed()
    {
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("COMITY_SEED"),
            CultureInfo.InvariantCulture,
            out var stated
        )
            ? stated
            : Environment.TickCount & 0xFFFFFF;
        output.WriteLine($"COMITY_SEED={seed}");
        return seed;
    }

    // A generation that was begun is gone, or serves, when it is done: there is one again.
    private static async Task Rebuilt(RunningReadModel model, DatabaseUnderTest database)
    {
        await model.Until(status => status.RebuiltTo is null && database.Generations() == 1);
    }
}

public sealed class SqliteReadModelTests(ITestOutputHelper output) : ReadModelTests(output)
{
    private protected override DatabaseUnderTest Create() => new SqliteUnderTest();
}

public sealed class PostgreSqlReadModelTests(ITestOutputHelper output, PostgreSqlServer server) : ReadModelTests(output)
{
    private protected override DatabaseUnderTest Create() => new PostgreSqlUnderTest(server.CreateDatabase());
}
