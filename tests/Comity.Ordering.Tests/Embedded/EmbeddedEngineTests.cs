using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Tests.Engine;
using Comity.Protocol.Identifiers;
using Comity.Testing;

namespace Comity.Ordering.Tests.Embedded;

public sealed class EmbeddedEngineTests : IAsyncDisposable
{
    private readonly EmbeddedEngineUnderTest _subject = new();
    private readonly TestWorld _world;

    public EmbeddedEngineTests() => _world = new TestWorld(2, 2, _subject.Time);

    public ValueTask DisposeAsync() => _subject.DisposeAsync();

    [Fact]
    public async Task What_comes_during_a_flush_shares_the_next_one()
    {
        var engine = await StartFunded();
        using var gate = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var before = engine.Tip.Height;
        _subject.Disk.Flushing = () =>
        {
            entered.Set();
            gate.Wait(TestContext.Current.CancellationToken);
        };
        var first = Submit(engine, Payment());
        entered.Wait(TestContext.Current.CancellationToken);
        var rest = Enumerable.Range(0, 100).Select(_ => Submit(engine, Payment())).ToArray();
        // Verified, and held up by the disk alone.
        await engine.SubmitAsync([Payment()], Wait.Accepted);
        Assert.False(first.IsCompleted);

        _subject.Disk.Flushing = null;
        gate.Set();
        await Task.WhenAll(rest);

        // The engine's tip moves on after the answer, a read waits for it.
        var height = await engine.ReadAsync(static (_, tip) => tip.Height, TestContext.Current.CancellationToken);
        Assert.InRange(height, before + 2, before + 3);
    }

    [Fact]
    public async Task A_full_disk_is_answered_as_not_ordered_and_the_engine_goes_on_when_there_is_space()
    {
        var engine = await StartFunded();
        var payment = Payment();

        _subject.Disk.Full = true;
        var full = Assert.Single(await Submit(engine, payment));
        _subject.Disk.Full = false;
        var again = Assert.Single(await Submit(engine, payment));

        Assert.Contains("No space left", Assert.IsType<Outcome.Busy>(full).Reason, StringComparison.Ordinal);
        Assert.IsType<Outcome.Applied>(again);
    }

    [Fact]
    public async Task A_checkpoint_and_the_blocks_after_it_give_what_a_full_replay_gives()
    {
        var options = _subject.Options(_world) with { CheckpointEveryBlocks = 10, CheckpointsKept = 1 };
        LedgerTip tip;
        await using (var engine = await StartFunded(options))
        {
            await PayTimes(engine, 35);
            Assert.True(await engine.CheckpointAsync(TestContext.Current.CancellationToken) > 30);
            await PayTimes(engine, 5);
            tip = await engine.ReadAsync(static (_, tip) => tip, TestContext.Current.CancellationToken);
        }

        await using (var fromCheckpoint = _subject.Open(options))
        {
            Assert.True(fromCheckpoint.Recovery.CheckpointHeight > 30);
            Assert.Equal(tip, fromCheckpoint.Tip);
            // The log knows no checkpoint's secrets: its events are those of the blocks after a height.
            Assert.Equal(
                [tip.Height - 1, tip.Height],
                fromCheckpoint
                    .Replay(tip.Height - 2, TestContext.Current.CancellationToken)
                    .Select(static block => block.Result.Height)
            );
        }

        Array.ForEach(Directory.GetFiles(Path.Combine(_subject.Folder, "checkpoints")), File.Delete);
        await using var fromGenesis = _subject.Open(options);
        Assert.Equal(0UL, fromGenesis.Recovery.CheckpointHeight);
        Assert.Equal(tip, fromGenesis.Tip);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_passed_over_and_reported()
    {
        var options = _subject.Options(_world);
        LedgerTip tip;
        await using (var engine = await StartFunded(options))
        {
            await engine.CheckpointAsync(TestContext.Current.CancellationToken);
            await PayTimes(engine, 3);
            tip = await engine.ReadAsync(static (_, tip) => tip, TestContext.Current.CancellationToken);
        }

        Flip(Assert.Single(Directory.GetFiles(Path.Combine(_subject.Folder, "checkpoints"))), 100);

        await using var again = _subject.Open(options);
        Assert.Single(again.Recovery.DamagedCheckpoints);
        Assert.Equal(tip, again.Tip);
    }

    [Fact]
    public async Task Archived_segments_are_still_replayed_where_no_checkpoint_helps()
    {
        var options = _subject.Options(_world) with
        {
            Log = new BlockLogOptions { SegmentBytes = 4096, PreparedBytes = 0 },
        };
        LedgerTip tip;
        await using (var engine = await StartFunded(options))
        {
            await PayTimes(engine, 40);
            await engine.CheckpointAsync(TestContext.Current.CancellationToken);
            Assert.NotEmpty(await engine.ArchiveAsync());
            await PayTimes(engine, 3);
            tip = await engine.ReadAsync(static (_, tip) => tip, TestContext.Current.CancellationToken);
        }

        await using (var again = _subject.Open(options))
        {
            Assert.Equal(tip, again.Tip);
        }

        Array.ForEach(Directory.GetFiles(Path.Combine(_subject.Folder, "checkpoints")), File.Delete);
        await using var fromGenesis = _subject.Open(options);
        Assert.Equal(tip, fromGenesis.Tip);
        Assert.Equal(tip.Height, fromGenesis.Recovery.BlocksReplayed);
    }

    [Fact]
    public async Task A_flipped_bit_in_an_acknowledged_record_stops_the_start_with_its_height()
    {
        await using (var engine = await StartFunded())
        {
            await PayTimes(engine, 10);
        }

        var segment = Assert.Single(Directory.GetFiles(Path.Combine(_subject.Folder, "log"), "*.log"));
        Flip(segment, (int)new FileInfo(segment).Length / 2);

        var damaged = Assert.Throws<LogDamagedException>(() => _subject.Start(_world));
        Assert.Equal(LogDamageKind.DamagedRecord, damaged.Damage.Kind);
        Assert.InRange(damaged.Damage.Height, 1UL, 11UL);
    }

    [Fact]
    public async Task A_second_engine_on_the_folder_is_refused_and_says_who_has_it()
    {
        await StartFunded();

        var held = Assert.Throws<DataFolderInUseException>(() => _subject.Start(_world));

        Assert.Contains($"process {Environment.ProcessId}", held.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_genesis_needs_one()
    {
        var fault = Assert.Throws<GenesisMismatchException>(() =>
            _subject.Open(_subject.Options(_world) with { Genesis = default })
        );

        Assert.Contains("first start", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_that_was_recorded_otherwise_stops_the_start_with_its_height()
    {
        var options = _subject.Options(_world);
        ulong height;
        await using (var engine = await StartFunded(options))
        {
            height = engine.Tip.Height;
        }

        using (var folder = DataFolder.Open(_subject.Folder))
        {
            var genesis = new ChainHash(Protocol.Genesis.NetworkGenesis.IdOf(_world.GenesisBytes).Bytes);
            using var log = BlockLog.Open(folder.LogPath, new BlockLogOptions { Genesis = genesis });
            var writer = new BlockRecordWriter();
            writer.Begin(height + 1, _world.Now, Protocol.Cryptography.Sha256.Hash("another state"u8));
            log.Append(height + 1, writer.Written);
        }

        var mismatch = Assert.Throws<RootMismatchException>(() => _subject.Open(options));
        Assert.Equal(height, mismatch.Height);
    }

    internal static void Flip(string path, int offset)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[offset] ^= 0x10;
        File.WriteAllBytes(path, bytes);
    }

    private static Task<IReadOnlyList<Outcome>> Submit(IOrderingEngine engine, params byte[][] transactions) =>
        engine.SubmitAsync([.. transactions.Select(static bytes => (ReadOnlyMemory<byte>)bytes)], Wait.Final);

    private async Task<EmbeddedEngine> StartFunded(EmbeddedEngineOptions? options = null)
    {
        var engine = _subject.Open(options ?? _subject.Options(_world));
        var outcomes = await Submit(engine, [.. _world.Founding(1_000_000)]);
        Assert.All(outcomes, static outcome => Assert.IsType<Outcome.Applied>(outcome));
        await engine.ReadAsync(static (_, _) => true, TestContext.Current.CancellationToken);
        return engine;
    }

    private byte[] Payment() => _world.Pay(_world.Banks[0], _world.Banks[1], 1, Uetr.Random());

    private async Task PayTimes(IOrderingEngine engine, int times)
    {
        for (var payment = 0; payment < times; payment++)
        {
            Assert.IsType<Outcome.Applied>(Assert.Single(await Submit(engine, Payment())));
        }
    }
}
