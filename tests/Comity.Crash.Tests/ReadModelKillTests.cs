using Comity.Node.Tests.ReadModel;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Crash.Tests;

/// <summary>
/// A node killed with SIGKILL while its read model is being written, or being made anew: what it answers afterwards is what a
/// node answers that was never killed. COMITY_CRASH_SEED repeats a run's moments and amounts.
/// </summary>
public sealed class ReadModelKillTests(PostgreSqlServer server)
{
    private const ulong Funds = 1_000_000_000;
    private const int Lives = 8;
    private const int Rebuilds = 6;
    private const int Paid = 6_000;
    private const int Batch = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Killed_while_it_projects_a_node_tells_the_history_of_one_that_was_never_killed(string kind)
    {
        using var database = Database(kind, out var place);
        using var _ = place;
        var random = new Random(Seed());
        var payments = new Payments(place.World, Funds, random.Next());
        var behind = 0;
        for (var life = 0; life < Lives; life++)
        {
            using var node = place.Start();
            if (life == 0)
            {
                await Found(node, place.World);
            }

            await Histories.Of(node, place.World);
            var sending = Task.WhenAll(
                Enumerable
                    .Range(0, place.World.Banks.Count)
                    .Select(bank => payments.Send(node.As(place.World.Banks[bank]), bank, life))
                    .ToArray()
            );
            await Task.Delay(random.Next(50, 300), TestContext.Current.CancellationToken);
            // Every second time the model is in a transaction that it cannot end when the node is killed.
            using (life % 2 == 0 ? null : database.HoldBack())
            {
                await Task.Delay(life % 2 == 0 ? 0 : 300, TestContext.Current.CancellationToken);
                node.Kill();
                await sending;
            }

            behind += database.Numbers("SELECT height FROM progress")[0] < await Tip(place) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{behind} of {Lives} kills found the model behind the log");
        Assert.True(behind >= Lives / 2);
        await AssertToldAsByAnother(place);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Killed_while_it_is_made_anew_the_model_tells_what_it_told_before(string kind)
    {
        using var database = Database(kind, out var place);
        using var _ = place;
        List<string> before;
        using (var node = place.Start())
        {
            await Found(node, place.World);
            await Pay(node, place.World);
            before = await Histories.Of(node, place.World);
            Assert.Equal(0, await node.TerminateAsync());
        }

        var inTheMiddle = 0;
        for (var time = 0; time < Rebuilds; time++)
        {
            using var node = place.Start();
            await Histories.Of(node, place.World);
            // What an earlier kill left half made is removed.
            await Until(() => database.Generations() == 1);
            await node.RebuildReadModelAsync();
            await Until(() => database.Generations() == 2);
            node.Kill();
            inTheMiddle += database.Generations() == 2 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{inTheMiddle} of {Rebuilds} kills were in the middle");
        Assert.True(inTheMiddle > 0);
        using (var node = place.Start())
        {
            Assert.Equal(before, await Histories.Of(node, place.World));
            await node.RebuildReadModelAsync();
            await Until(() => database.Generations() == 2);
            await Until(() => database.Generations() == 1);
            Assert.Equal(before, await Histories.Of(node, place.World));
        }
    }

    private DatabaseUnderTest Database(string kind, out CrashPlace place)
    {
        if (kind == "PostgreSQL")
        {
            var connection = server.CreateDatabase();
            place = new CrashPlace { PostgreSql = connection };
            return new PostgreSqlUnderTest(connection);
        }

        var sqlite = new SqliteUnderTest();
        place = new CrashPlace(sqlite.Folder);
        return sqlite;
    }

    // The same log, and a model that one node makes of it in one go.
    private static async Task AssertToldAsByAnother(CrashPlace place)
    {
        List<string> told;
        using (var node = place.Start())
        {
            told = await Histories.Of(node, place.World);
            Assert.Equal(0, await node.TerminateAsync());
        }

        using var scratch = new ScratchFolder();
        var copy = Path.Combine(scratch.Path, "node");
        CopyWithoutModel(place.Folder, copy);
        var (another, said) = NodeProcess.Start(copy, place.GenesisFile, place.World);
        Assert.True(another is not null, said);
        using (another)
        {
            Assert.NotEmpty(told);
            Assert.Equal(await Histories.Of(another, place.World), told);
        }
    }

    private static void CopyWithoutModel(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.GetFiles(from))
        {
            if (!Path.GetFileName(path).StartsWith("readmodel-", StringComparison.Ordinal))
            {
                File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
            }
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            CopyWithoutModel(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    // What the log ends at, by a node without a read model.
    private static async Task<long> Tip(CrashPlace place)
    {
        await using var engine = Ordering.Embedded.EmbeddedEngine.Open(
            new Ordering.Embedded.EmbeddedEngineOptions { Folder = place.Folder },
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        );
        return (long)engine.Tip.Height;
    }

    private static async Task Found(NodeProcess node, TestWorld world) =>
        await Submit(node.Client, world.Founding(Funds));

    private static async Task Pay(NodeProcess node, TestWorld world)
    {
        var (payer, payee) = (world.Banks[0], world.Banks[1]);
        for (var sent = 0; sent < Paid; sent += Batch)
        {
            await Submit(
                node.As(payer),
                Enumerable.Range(0, Batch).Select(_ => world.Pay(payer, payee, 1, Protocol.Identifiers.Uetr.Random()))
            );
        }
    }

    private static async Task Submit(NodeClients client, IEnumerable<byte[]> transactions)
    {
        var request = new Wire.SubmitRequest { Transactions = { transactions.Select(ByteString.CopyFrom) } };
        Assert.All(
            (await client.Transactions.SubmitAsync(request)).Outcomes,
            static outcome => Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, outcome.Kind)
        );
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await Task.Delay(1, patience.Token);
        }
    }

    private static int Seed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("COMITY_CRASH_SEED"), out var value)
            ? value
            : Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"COMITY_CRASH_SEED={seed}");
        return seed;
    }
}
