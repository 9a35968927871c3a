using Comity.Ordering.Audit;
using Comity.Ordering.Engine;
using Comity.Ordering.Log;
using Comity.Ordering.Tests.Embedded;
using Comity.Ordering.Tests.Engine;
using Comity.Protocol.Identifiers;
using Comity.Testing;

namespace Comity.Ordering.Tests.Audit;

public sealed class LogAuditorTests : IAsyncDisposable
{
    private readonly EmbeddedEngineUnderTest _subject = new();
    private readonly TestWorld _world;

    public LogAuditorTests() => _world = new TestWorld(2, 2, _subject.Time);

    public ValueTask DisposeAsync() => _subject.DisposeAsync();

    [Fact]
    public async Task A_sound_log_is_replayed_to_the_root_that_the_engine_had()
    {
        var tip = await Run(payments: 25);

        var report = Audit();

        Assert.True(report.IsSound, report.Fault);
        Assert.Equal((tip.Height, tip.Root, tip.Time), (report.Height, report.Root, report.Time));
        Assert.Equal(12UL + 25, report.Transactions);
        Assert.Equal(0UL, report.Refused);
        Assert.True(report.InvariantChecks >= 2);
    }

    [Fact]
    public async Task Two_damaged_places_are_both_found_with_their_heights_and_what_lies_behind_is_counted()
    {
        var tip = await Run(payments: 25);
        var segment = Assert.Single(Directory.GetFiles(Path.Combine(_subject.Folder, "log"), "*.log"));
        var offsets = OffsetsOf(segment);
        EmbeddedEngineTests.Flip(segment, (int)offsets[10] + 120);
        EmbeddedEngineTests.Flip(segment, (int)offsets[15] + 20);

        var report = Audit();

        Assert.Equal([11UL, 16UL], report.Damage.Select(static damage => damage.FirstHeight));
        Assert.Equal([11UL, 16UL], report.Damage.Select(static damage => damage.LastHeight));
        Assert.Equal([offsets[10], offsets[15]], report.Damage.Select(static damage => damage.Offset));
        Assert.Equal(10UL, report.Height);
        Assert.Equal(tip.Height - 12, report.BlocksBehindDamage);
    }

    private static long[] OffsetsOf(string segment)
    {
        var bytes = File.ReadAllBytes(segment);
        return
        [
            .. Enumerable
                .Range(0, bytes.Length - 4)
                .Where(at => BitConverter.ToUInt32(bytes, at) == SegmentFormat.RecordMark)
                .Select(static at => (long)at),
        ];
    }

    private AuditReport Audit() =>
        LogAuditor.Audit(
            new AuditOptions { Folder = _subject.Folder, CheckEveryBlocks = 10 },
            TestContext.Current.CancellationToken
        );

    private async Task<LedgerTip> Run(int payments)
    {
        await using var engine = _subject.Start(_world);
        foreach (var transaction in _world.Founding(1_000_000))
        {
            await engine.SubmitAsync([transaction], Wait.Final);
        }

        for (var payment = 0; payment < payments; payment++)
        {
            await engine.SubmitAsync([_world.Pay(_world.Banks[0], _world.Banks[1], 1, Uetr.Random())], Wait.Final);
        }

        return await engine.ReadAsync(static (_, tip) => tip, TestContext.Current.CancellationToken);
    }
}
