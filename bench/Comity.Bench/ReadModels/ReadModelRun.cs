using System.Diagnostics;
using Comity.Bench.World;
using Comity.Node.ReadModel;
using Comity.Node.ReadModel.Queries;
using Comity.Node.ReadModel.Storage;
using Comity.Node.ReadModel.Storage.PostgreSql;
using Comity.Node.ReadModel.Storage.Sqlite;
using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;
using Google.Protobuf;
using HdrHistogram;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Bench.ReadModels;

/// <summary>What a rebuild took.</summary>
/// <param name="Events">How many events were projected.</param>
/// <param name="Took">From nothing to serving.</param>
/// <param name="Bytes">What it takes on the disk; 0 where that is not known.</param>
internal sealed record RebuildFigures(long Events, TimeSpan Took, long Bytes)
{
    /// <summary>Events per second.</summary>
    public double PerSecond => Events / Took.TotalSeconds;
}

/// <summary>An engine on a log of its own, filled with payments, and read models made from that log.</summary>
internal sealed class ReadModelRun : IDisposable
{
    private const int PerSubmission = 500;
    private const int Page = 50;
    private readonly string _folder;
    private readonly EmbeddedEngine _engine;
    private readonly BenchWorld _world;

    private ReadModelRun(string folder, EmbeddedEngine engine, BenchWorld world)
    {
        (_folder, _engine, _world) = (folder, engine, world);
    }

    /// <summary>Founds a world of funded accounts on an empty log.</summary>
    public static async Task<ReadModelRun> StartAsync(string parent, int accounts)
    {
        var folder = Path.Combine(parent, $"comity-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var now = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var world = new BenchWorld(accounts, new Timestamp(now - 1_000));
        var engine = EmbeddedEngine.Open(
            new EmbeddedEngineOptions { Folder = folder, Genesis = world.Genesis.ToBytes() },
            NullLogger.Instance
        );
        var run = new ReadModelRun(folder, engine, world);
        foreach (var founding in world.Founding().Select(founding => world.Signed(founding)))
        {
            await run.SubmitAsync([founding]);
        }

        return run;
    }

    /// <summary>Pays at random, each transaction with so many payments of one debtor under one signature.</summary>
    public async Task PayAsync(int payments, int paymentsEach)
    {
        const int AtOnce = 100_000;
        for (var done = 0; done < payments; done += AtOnce)
        {
            var transactions = _world.SignedPayments(Math.Min(AtOnce, payments - done) / paymentsEach, paymentsEach);
            var answers = transactions.Chunk(Math.Max(1, PerSubmission / paymentsEach)).Select(SubmitAsync);
            foreach (var underWay in answers.Chunk(16))
            {
                await Task.WhenAll(underWay);
            }
        }
    }

    /// <summary>Makes a model from the whole log.</summary>
    public async Task<RebuildFigures> RebuildAsync(ReadModelDatabase database)
    {
        var watch = Stopwatch.StartNew();
        await using var projector = Start(database);
        await SettleAsync(projector);
        watch.Stop();
        var store = projector.Hold();
        var events = store.Progress.Events;
        store.Release();
        return new RebuildFigures(
            events,
            watch.Elapsed,
            Directory.GetFiles(_folder, "readmodel-*").Sum(static file => new FileInfo(file).Length)
        );
    }

    /// <summary>How long page one of accounts' histories takes, in microseconds.</summary>
    public async Task<LongHistogram> PageOneAsync(ReadModelDatabase database, int questions)
    {
        await using var projector = Start(database);
        await SettleAsync(projector);
        var queries = new ReadModelQueries(projector);
        var histogram = new LongHistogram(TimeSpan.FromMinutes(1).Ticks / 10, 3);
        var random = new Random(11);
        for (var question = -questions / 10; question < questions; question++)
        {
            // One of ten asks for a treasury, whose history is the longest.
            var account = _world.Accounts[question % 10 == 0 ? random.Next(4) : random.Next(_world.Accounts.Length)];
            var begun = Stopwatch.GetTimestamp();
            var page = await queries.AccountHistoryAsync(
                account,
                null,
                new HistoryPageRequest(Page),
                CancellationToken.None
            );
            var took = Stopwatch.GetElapsedTime(begun);
            if (page is null || page.Items.Count == 0)
            {
                throw new InvalidOperationException($"{account} has no history.");
            }

            if (question >= 0)
            {
                histogram.RecordValue((long)took.TotalMicroseconds);
            }
        }

        return histogram;
    }

    /// <summary>SQLite files beside the log.</summary>
    public SqliteDatabase Sqlite() => new(_folder, Network, _engine.Genesis);

    /// <summary>A PostgreSQL database.</summary>
    public PostgreSqlDatabase PostgreSql(string connectionString) => new(connectionString, Network, _engine.Genesis);

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    private Protocol.Cryptography.Hash256 Network => NetworkGenesis.IdOf(_engine.GenesisBytes.Span);

    private Projector Start(ReadModelDatabase database) =>
        new(database, _engine, new BlockWindow(Projector.MostEventsHeld), NullLogger.Instance);

    private async Task SettleAsync(Projector projector)
    {
        while (projector.Status is not { State: ReadModelState.Serving } status || status.Height < _engine.Tip.Height)
        {
            if (projector.Status is { State: ReadModelState.Failed or ReadModelState.Away } fault)
            {
                throw new InvalidOperationException(fault.ToString());
            }

            await Task.Delay(10);
        }
    }

    private async Task SubmitAsync(ByteString[] transactions)
    {
        var bytes = Array.ConvertAll(transactions, static transaction => transaction.Memory);
        foreach (var outcome in await _engine.SubmitAsync(bytes, Wait.Final))
        {
            if (outcome is not Outcome.Applied)
            {
                throw new InvalidOperationException($"A benchmark payment was not applied: {outcome}");
            }
        }
    }
}
