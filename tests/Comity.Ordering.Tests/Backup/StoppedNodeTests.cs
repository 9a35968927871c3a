using Comity.Ordering.Audit;
using Comity.Ordering.Embedded;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Witness;

namespace Comity.Ordering.Tests.Backup;

/// <summary>Archive and prune on a node that runs and on one that does not, on the real disk.</summary>
public sealed class StoppedNodeTests : IDisposable
{
    private readonly NodeStory _story = new();

    private string Archive => _story["archive"];

    private string Log => Path.Combine(_story.Data, "log");

    public StoppedNodeTests() => Directory.CreateDirectory(Archive);

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task A_stopped_node_is_archived_behind_its_checkpoints_and_goes_on()
    {
        await Live();
        IReadOnlyList<string> moved;
        using (var stopped = StoppedNode.Open(_story.Data))
        {
            moved = stopped.Archive(Archive);
            Assert.True(stopped.CheckpointHeight > 0);
            Assert.Throws<DataFolderInUseException>(() => _story.Open());
        }

        Assert.NotEmpty(moved);
        Assert.Equal(moved, Directory.GetFiles(Archive).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AssertSound(Archive);
        await GoOn();
        AssertSound(Archive);
    }

    [Fact]
    public async Task A_stopped_node_is_pruned_of_what_the_archive_has_and_goes_on()
    {
        await Live();
        using (var stopped = StoppedNode.Open(_story.Data))
        {
            Assert.Equal(KeptReason.NotArchived, stopped.Prune([Archive]).Kept!.Reason);
            Assert.NotEmpty(stopped.Archive(null));
        }

        var own = Path.Combine(_story.Data, "archive");
        string[] names =
        [
            .. Directory.GetFiles(own).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
        ];
        CopyAll(own, Archive);
        using (var stopped = StoppedNode.Open(_story.Data))
        {
            Assert.Equal(KeptReason.OnlyCopy, stopped.Prune([own]).Kept!.Reason);
            var link = _story["link"];
            Directory.CreateSymbolicLink(link, own);
            Assert.Equal(KeptReason.OnlyCopy, stopped.Prune([link]).Kept!.Reason);
            var report = stopped.Prune([Archive]);
            Assert.Equal(names, report.Pruned);
            Assert.Equal(KeptReason.NotCheckpointed, report.Kept?.Reason ?? KeptReason.NotCheckpointed);
        }

        Assert.Empty(Directory.GetFiles(own));
        AssertSound(Archive);
        await GoOn();
        AssertSound(Archive);
    }

    [Fact]
    public async Task A_hard_link_is_no_second_copy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ln is needed");
        await Live();
        var first = Directory.GetFiles(Log, "*.log").Order(StringComparer.Ordinal).First();
        Assert.True(Testing.SystemProgram.TryRun("ln", first, Path.Combine(Archive, Path.GetFileName(first))));

        using var stopped = StoppedNode.Open(_story.Data);
        Assert.Equal(KeptReason.OnlyCopy, stopped.Prune([Archive]).Kept!.Reason);
        Assert.True(File.Exists(first));
    }

    [Fact]
    public async Task A_running_node_is_pruned_between_payments_and_still_knows_its_statements()
    {
        await using (var engine = await _story.StartFunded(witness: true))
        {
            var (old, signature) = await engine.StateTipAsync(TestContext.Current.CancellationToken);
            await _story.Pay(engine, 100);
            await engine.CheckpointAsync(TestContext.Current.CancellationToken);
            await _story.Pay(engine, 30);
            await engine.CheckpointAsync(TestContext.Current.CancellationToken);
            Assert.Throws<DataFolderInUseException>(() => StoppedNode.Open(_story.Data));
            CopyAll(Log, Archive);
            var paying = _story.Pay(engine, 30);
            var report = await engine.PruneAsync([Archive]);
            await paying;

            Assert.NotEmpty(report.Pruned);
            Assert.All(report.Pruned, name => Assert.False(File.Exists(Path.Combine(Log, name))));
            // A statement of a block whose root went with its segment proves nothing, and stops nothing.
            Assert.Equal(
                TipVerdict.Archived,
                await engine.JudgeTipAsync(old, signature, TestContext.Current.CancellationToken)
            );
        }

        // The copy of the segment that is being written was never whole: it is the log's from here on.
        foreach (var path in Directory.GetFiles(Log))
        {
            File.Delete(Path.Combine(Archive, Path.GetFileName(path)));
        }

        AssertSound(Archive);
        await using (var again = _story.Open(witness: true))
        {
            await _story.Pay(again, 1);
        }

        var (partial, _) = _story.BackUp();
        Assert.True(partial.FirstHeight > 1);
        var (whole, _) = _story.BackUp(Archive);
        Assert.Equal(1UL, whole.FirstHeight);
    }

    [Fact]
    public async Task Without_a_checkpoint_nothing_is_pruned_or_archived()
    {
        await Live();
        Array.ForEach(Directory.GetFiles(Path.Combine(_story.Data, "checkpoints")), File.Delete);
        CopyAll(Log, Archive);

        using var stopped = StoppedNode.Open(_story.Data);
        var report = stopped.Prune([Archive]);
        Assert.Equal(KeptReason.NotCheckpointed, report.Kept!.Reason);
        Assert.Contains("no checkpoint", report.Kept.Explanation, StringComparison.Ordinal);
        Assert.Empty(report.Pruned);
        Assert.Empty(stopped.Archive(null));
    }

    [Fact]
    public async Task A_log_that_was_pruned_is_replayed_through_the_archive_that_the_node_knows()
    {
        await Live();
        CopyAll(Log, Archive);
        using (var stopped = StoppedNode.Open(_story.Data))
        {
            Assert.NotEmpty(stopped.Prune([Archive]).Pruned);
        }

        foreach (var path in Directory.GetFiles(Log))
        {
            File.Delete(Path.Combine(Archive, Path.GetFileName(path)));
        }

        Array.ForEach(Directory.GetFiles(Path.Combine(_story.Data, "checkpoints")), File.Delete);
        Assert.Throws<LogDamagedException>(() => _story.Open());
        await using var engine = EmbeddedEngine.Open(
            _story.Options() with
            {
                ArchiveFolder = Archive,
            },
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        );
        Assert.Equal(engine.Tip.Height, engine.Recovery.BlocksReplayed);
    }

    private async Task Live()
    {
        await using var engine = await _story.StartFunded();
        await _story.Pay(engine, 100);
        await engine.CheckpointAsync(TestContext.Current.CancellationToken);
        await _story.Pay(engine, 10);
        await engine.CheckpointAsync(TestContext.Current.CancellationToken);
    }

    private async Task GoOn()
    {
        await using var engine = _story.Open();
        await _story.Pay(engine, 30);
    }

    private void AssertSound(string archive)
    {
        var report = LogAuditor.Audit(
            new AuditOptions { Folder = _story.Data, Archives = [archive] },
            TestContext.Current.CancellationToken
        );
        Assert.True(report.IsSound, report.Fault + string.Join('\n', report.Damage));
    }

    private static void CopyAll(string from, string to)
    {
        foreach (var path in Directory.GetFiles(from, "*.log"))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)), overwrite: true);
        }
    }
}
