using Comity.Ledger.Events;
using Comity.Node.ReadModel;
using Comity.Node.ReadModel.Projecting;
using Comity.Node.ReadModel.Queries;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;

namespace Comity.Node.Tests.ReadModel;

/// <summary>What happens to projecting when its database fails it, on whatever database it is kept.</summary>
public abstract class ProjectorFaultTests
{
    private protected abstract DatabaseUnderTest Create();

    private protected abstract string RefuseMovement { get; }

    private protected abstract string AllowMovement { get; }

    [Fact]
    public async Task A_batch_that_is_aborted_in_the_middle_leaves_nothing_and_is_projected_once_when_it_can_be()
    {
        using var database = Create();
        var payments = new PaymentFeed();
        await using var model = new RunningReadModel(database, payments.Feed);
        payments.Pay(10);
        await model.CatchUp();
        var height = payments.Feed.Tip.Height;
        database.Execute(RefuseMovement);
        for (var block = 0; block < 20; block++)
        {
            payments.Pay(10);
        }

        await model.Until(static status => status.State == ReadModelState.Away);
        // Some batches may have gone through before the one with the refused row: whole, with their height.
        var behind = database.Numbers(
            "SELECT p.height - (SELECT max(height) FROM block), (SELECT max(height) FROM movement) - p.height FROM progress p"
        );
        Assert.Equal([0L, 0L], behind);

        // At each new try the model serves for a moment, until the same row is refused again.
        Exception? fault = null;
        for (var attempt = 0; attempt < 100 && fault is null; attempt++)
        {
            await model.Until(static status => status.State == ReadModelState.Away);
            fault = await Record.ExceptionAsync(() => model.Queries.BlocksAsync(height, 1, CancellationToken.None));
        }

        Assert.Contains(
            "Payments go on",
            Assert.IsType<ReadModelUnavailableException>(fault).Message,
            StringComparison.Ordinal
        );
        database.Execute(AllowMovement);

        await model.CatchUp();
        await HistoryComparison.CountsAgree(model.Queries, payments.Feed);
    }

    [Fact]
    public async Task Where_the_projector_falls_behind_the_engine_goes_on_and_what_was_dropped_is_read_from_the_log()
    {
        using var database = Create();
        var payments = new PaymentFeed();
        await using var model = new RunningReadModel(database, payments.Feed, mostEvents: 500);
        await model.CatchUp();
        using (database.HoldBack())
        {
            for (var block = 0; block < 100; block++)
            {
                payments.Pay(100);
            }

            Assert.False(model.Window.Continues(model.Projector.Status.Height));
        }

        await model.CatchUp();

        Assert.True(payments.Feed.Replays > 0);
        await HistoryComparison.CountsAgree(model.Queries, payments.Feed);
    }

    [Fact]
    public async Task A_model_that_was_made_of_another_log_begins_anew()
    {
        using var database = Create();
        var (first, second) = (new PaymentFeed(), new PaymentFeed());
        for (var block = 0; block < 10; block++)
        {
            first.Pay(2);
        }

        await using (var model = new RunningReadModel(database, first.Feed))
        {
            await model.CatchUp();
        }

        // As after an older backup was restored: first shorter than the model, then of the same length but another.
        second.Pay(2);
        await using (var model = new RunningReadModel(database, second.Feed))
        {
            await model.CatchUp();
            await HistoryComparison.CountsAgree(model.Queries, second.Feed);
        }

        var other = new PaymentFeed();
        other.Pay(3);
        var last = other.Feed.Log[^1];
        var forked = new BlockFeed(other.World.Genesis);
        forked.Commit(other.Feed.Log[0]);
        forked.Commit(last with { Root = Sha256.Hash("another"u8) });
        await using (var model = new RunningReadModel(database, forked))
        {
            await model.CatchUp();
            await HistoryComparison.CountsAgree(model.Queries, forked);
        }
    }

    [Fact]
    public async Task A_rebuild_answers_from_the_old_model_until_the_new_one_is_whole()
    {
        using var database = Create();
        var payments = new PaymentFeed();
        for (var block = 0; block < 200; block++)
        {
            payments.Pay(50);
        }

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();
        var account = payments.World.Banks[0].Account;
        var newest = 0L;
        model.Projector.Rebuild();
        for (var question = 0; question < 300; question++)
        {
            payments.Pay(5);
            var page = await model.Queries.AccountHistoryAsync(
                account,
                null,
                new HistoryPageRequest(1),
                CancellationToken.None
            );
            Assert.True(page!.Items[0].Number >= newest, "history went back");
            newest = page.Items[0].Number;
        }

        await model.Until(status => status.RebuiltTo is null && database.Generations() == 1);
        await model.CatchUp();
        await HistoryComparison.CountsAgree(model.Queries, payments.Feed);
    }

    [Fact]
    public async Task What_an_older_version_projected_otherwise_is_rebuilt_while_it_answers()
    {
        using var database = Create();
        var payments = new PaymentFeed();
        payments.Pay(20);
        await using (var model = new RunningReadModel(database, payments.Feed))
        {
            await model.CatchUp();
        }

        database.Execute("UPDATE progress SET projection = 0");
        database.Execute("DELETE FROM party");
        await using var again = new RunningReadModel(database, payments.Feed);
        await again.CatchUp();
        var uetr = ((SettlementSettled)payments.Feed.Log[1].Result.Events[0]).Uetr;
        while ((await again.Queries.PartiesOfAsync(uetr, CancellationToken.None)).Count < 2)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await again.Until(status => status.RebuiltTo is null && database.Generations() == 1);
        Assert.Equal(BlockProjection.Version, database.Numbers("SELECT projection FROM progress")[0]);
    }
}

public sealed class SqliteProjectorFaultTests : ProjectorFaultTests
{
    private protected override DatabaseUnderTest Create() => new SqliteUnderTest();

    private protected override string RefuseMovement =>
        "CREATE TRIGGER refusing BEFORE INSERT ON movement WHEN NEW.id = 141 BEGIN SELECT RAISE(ABORT, 'refused by the test'); END";

    private protected override string AllowMovement => "DROP TRIGGER refusing";
}

public sealed class PostgreSqlProjectorFaultTests(PostgreSqlServer server) : ProjectorFaultTests
{
    private protected override DatabaseUnderTest Create() => new PostgreSqlUnderTest(server.CreateDatabase());

    private protected override string RefuseMovement =>
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$; "
        + "CREATE TRIGGER refusing BEFORE INSERT ON movement FOR EACH ROW WHEN (NEW.id = 141) EXECUTE FUNCTION refuse()";

    private protected override string AllowMovement => "DROP TRIGGER refusing ON movement; DROP FUNCTION refuse()";
}
