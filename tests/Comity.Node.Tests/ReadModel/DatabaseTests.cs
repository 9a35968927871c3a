using Comity.Node.ReadModel;
using Comity.Node.ReadModel.Storage;
using Comity.Testing;
using Comity.Testing.Databases;

namespace Comity.Node.Tests.ReadModel;

/// <summary>What is peculiar to each database: files that are damaged, servers that go away, whose database it is.</summary>
public sealed class DatabaseTests(PostgreSqlServer server)
{
    [Fact]
    public async Task A_SQLite_file_that_is_damaged_while_the_node_is_down_begins_anew()
    {
        using var database = new SqliteUnderTest();
        var payments = await Projected(database);
        var file = database.File;
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Random.Shared.NextBytes(bytes.AsSpan(0, 8_192));
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();

        await HistoryComparison.CountsAgree(model.Queries, payments.Feed);
    }

    [Fact]
    public async Task Damage_that_a_query_comes_upon_is_answered_as_unavailable_and_mended_from_the_log()
    {
        using var database = new SqliteUnderTest();
        var payments = await Projected(database);
        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();
        // Everything but the first pages, where the schema is.
        await using (var file = new FileStream(database.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 16 * 4_096;
            await file.WriteAsync(
                Enumerable.Repeat((byte)0xEE, (int)(file.Length - file.Position)).ToArray(),
                TestContext.Current.CancellationToken
            );
        }

        var unavailable = 0;
        while (!await Agrees())
        {
            unavailable++;
            Assert.True(unavailable < 5_000, model.Projector.Status.ToString());
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.True(unavailable > 0, "the damage was not met");

        async Task<bool> Agrees()
        {
            try
            {
                await HistoryComparison.CountsAgree(model.Queries, payments.Feed);
                return true;
            }
            catch (ReadModelUnavailableException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Another_networks_SQLite_file_and_what_came_before_it_are_replaced()
    {
        using var database = new SqliteUnderTest();
        await Projected(database);
        var predecessor = Path.Combine(database.Folder, "trail.sqlite");
        await File.WriteAllTextAsync(predecessor, "old", TestContext.Current.CancellationToken);
        var other = new BlockFeed(new TestWorld(3, network: "another").Genesis);

        await using var model = new RunningReadModel(database, other);
        await model.CatchUp();

        Assert.Empty(await model.Queries.BlocksAsync(1, 10, CancellationToken.None));
        Assert.False(File.Exists(predecessor));
    }

    [Fact]
    public async Task Another_networks_PostgreSQL_database_is_refused_with_what_to_do_and_left_as_it_is()
    {
        using var database = new PostgreSqlUnderTest(server.CreateDatabase());
        var payments = await Projected(database);
        var other = new BlockFeed(new TestWorld(3, network: "another").Genesis);
        await using (var refused = new RunningReadModel(database, other))
        {
            await refused.Until(static status => status.State == ReadModelState.Away);
            Assert.Contains("another network", refused.Projector.Status.Fault, StringComparison.Ordinal);
            Assert.Contains(
                "DROP SCHEMA comity, comity_1 CASCADE",
                refused.Projector.Status.Fault,
                StringComparison.Ordinal
            );
        }

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();
        await HistoryComparison.CountsAgree(model.Queries, payments.Feed);
    }

    [Fact]
    public async Task Two_nodes_do_not_write_to_one_PostgreSQL_database()
    {
        using var database = new PostgreSqlUnderTest(server.CreateDatabase());
        var payments = new PaymentFeed();
        await using var first = new RunningReadModel(database, payments.Feed);
        await first.CatchUp();

        await using var second = new RunningReadModel(database, payments.Feed);
        await second.Until(static status => status.State == ReadModelState.Away);

        Assert.Contains("Another node", second.Projector.Status.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSQL_server_that_goes_away_and_comes_back_is_projected_into_from_where_it_was()
    {
        using var own = PrivatePostgreSql.TryStart(Path.GetTempPath(), "64MB");
        Assert.SkipUnless(own is not null, "PostgreSQL is not installed (Debian: apt-get install postgresql).");
        using var database = new PostgreSqlUnderTest(own!.CreateDatabase());
        var payments = new PaymentFeed();
        await using var model = new RunningReadModel(database, payments.Feed);
        payments.Pay(10);
        await model.CatchUp();
        own.Stop();
        for (var block = 0; block < 50; block++)
        {
            payments.Pay(10);
        }

        await model.Until(static status => status.State == ReadModelState.Away);
        await Assert.ThrowsAsync<ReadModelUnavailableException>(() =>
            model.Queries.BlocksAsync(1, 1, CancellationToken.None)
        );
        payments.Pay(10);
        own.Start();

        await model.CatchUp();
        await HistoryComparison.CountsAgree(model.Queries, payments.Feed);
    }

    [Fact]
    public async Task A_file_of_the_schema_before_is_migrated_and_keeps_what_it_holds()
    {
        using var database = new SqliteUnderTest();
        var payments = await Projected(database);
        database.Execute("DROP INDEX block_time");
        database.Execute("DELETE FROM SchemaVersions WHERE ScriptName LIKE '0002%'");
        var begun = payments.Feed.Replays;

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();

        await HistoryComparison.CountsAgree(model.Queries, payments.Feed);
        database.Execute("DROP INDEX block_time");
        Assert.Equal(begun, payments.Feed.Replays);
    }

    [Fact]
    public async Task A_file_of_a_later_program_is_refused_with_what_to_do()
    {
        using var database = new SqliteUnderTest();
        var payments = await Projected(database);
        database.Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('0099_later.sql', '2030-01-01')");

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.Until(static status => status.State == ReadModelState.Away);

        Assert.Contains("0099_later.sql", model.Projector.Status.Fault, StringComparison.Ordinal);
        Assert.Contains("rebuilt from the log", model.Projector.Status.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_is_not_shown()
    {
        var options = new ReadModelOptions.PostgreSql("Host=h;Password=secret");

        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "secret",
            new ReadModelRefusedException(options.ToString()).Message,
            StringComparison.Ordinal
        );
    }

    private static async Task<PaymentFeed> Projected(DatabaseUnderTest database)
    {
        var payments = new PaymentFeed();
        for (var block = 0; block < 100; block++)
        {
            payments.Pay(20);
        }

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();
        return payments;
    }
}
