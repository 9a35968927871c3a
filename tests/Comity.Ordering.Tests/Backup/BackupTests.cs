using Comity.Ordering.Backup;
using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Tests.Simulation;
using Comity.Ordering.Witness;

namespace Comity.Ordering.Tests.Backup;

[Collection(nameof(CrashPoints))]
public sealed class BackupTests : IDisposable
{
    private readonly NodeStory _story = new();

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task A_backup_of_a_running_node_holds_everything_acknowledged_before_it_and_verifies_to_the_same_root()
    {
        await using var engine = await _story.StartFunded();
        var tip = await _story.Pay(engine, 60);

        var (manifest, _) = _story.BackUp();
        await _story.Pay(engine, 3);
        var report = _story.Verify();

        Assert.Equal((tip.Height, 1UL), (manifest.Height, manifest.FirstHeight));
        Assert.True(manifest.Files.Count(static file => file.Path.StartsWith("log/", StringComparison.Ordinal)) > 3);
        Assert.Equal((tip.Root, 0UL, tip.Time), (report.Root, report.ReplayedFrom, report.Time));
    }

    [Fact]
    public async Task A_backup_made_under_load_holds_every_answer_given_before_it_began()
    {
        await using var engine = await _story.StartFunded();
        using var ending = new CancellationTokenSource();
        var acknowledged = 0UL;
        var paying = Task.Run(async () =>
        {
            while (!ending.IsCancellationRequested)
            {
                var outcome = Assert.Single(await engine.SubmitAsync([_story.Payment()], Wait.Final));
                Volatile.Write(ref acknowledged, Assert.IsType<Outcome.Applied>(outcome).Height);
            }
        });
        for (var round = 0; round < 10; round++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            var before = Volatile.Read(ref acknowledged);

            Assert.True(_story.BackUp().Manifest.Height >= before);
            Assert.True(_story.Verify().Transactions >= before);
        }

        await ending.CancelAsync();
        await paying;
        Assert.True(acknowledged > 20);
    }

    [Fact]
    public async Task A_second_backup_copies_only_what_is_new()
    {
        await using var engine = await _story.StartFunded();
        await _story.Pay(engine, 100);
        var (first, all) = _story.BackUp();
        await _story.Pay(engine, 2);

        var (second, copied) = _story.BackUp();

        Assert.Equal(first.Height + 2, second.Height);
        Assert.InRange(copied, 1, all / 2);
        Assert.Equal(second.Height, _story.Verify().Manifest.Height);
    }

    [Fact]
    public async Task An_interrupted_backup_leaves_the_one_before_as_it_was()
    {
        await using var engine = await _story.StartFunded();
        await _story.Pay(engine, 30);
        var (first, _) = _story.BackUp();
        await _story.Pay(engine, 30);
        using (CrashPoint.Arm(static step => Interrupt(step, DurableStep.BeforeBackupManifest)))
        {
            Assert.Throws<InvalidOperationException>(() => _story.BackUp());
        }

        Assert.Equal(first.Height, _story.Verify().Manifest.Height);
        Assert.Equal(first.Height + 30, _story.BackUp().Manifest.Height);
        _story.Verify();
    }

    [Fact]
    public async Task A_restored_folder_gives_the_state_that_was_backed_up()
    {
        LedgerTip tip;
        await using (var engine = await _story.StartFunded())
        {
            tip = await _story.Pay(engine, 50);
            _story.BackUp();
        }

        _story.LoseDisk();
        _story.Restore();

        await using var restored = _story.Open();
        Assert.Equal(tip, restored.Tip);
        Assert.True(restored.Recovery.CheckpointHeight > 0);
    }

    [Fact]
    public async Task An_interrupted_restore_leaves_no_folder_that_a_node_would_start_on()
    {
        await BackUpAndStop();
        _story.LoseDisk();
        using (CrashPoint.Arm(static step => Interrupt(step, DurableStep.BeforeRestoreFormat)))
        {
            Assert.Throws<InvalidOperationException>(() => _story.Restore());
        }

        Assert.Throws<DataFolderNotEmptyException>(() => _story.Open());
        _story.LoseDisk();
        _story.Restore();
        Assert.NotNull(StopMark.Read(_story.Data));
    }

    [Fact]
    public async Task Nothing_is_restored_over_a_folder_that_is_not_empty()
    {
        await BackUpAndStop();

        var refused = Assert.Throws<BackupException>(() => _story.Restore());

        Assert.Contains("only into an empty folder", refused.Message, StringComparison.Ordinal);
        await using var untouched = _story.Open();
    }

    [Fact]
    public async Task A_changed_byte_is_found_by_verifying_and_by_restoring()
    {
        await BackUpAndStop();
        var file = Directory.EnumerateFiles(Path.Combine(_story.Backup, "log")).Order(StringComparer.Ordinal).First();
        FlipByte(file);
        _story.LoseDisk();

        Assert.Contains(
            "SHA-256",
            Assert.Throws<BackupException>(() => _story.Verify()).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "SHA-256",
            Assert.Throws<BackupException>(() => _story.Restore()).Message,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(_story.Data, "FORMAT")));
    }

    [Fact]
    public async Task A_node_that_has_lost_blocks_does_not_overwrite_a_backup_that_has_them()
    {
        await using (var engine = await _story.StartFunded())
        {
            await _story.Pay(engine, 10);
            _story.BackUp();
            Directory.Move(_story.Backup, _story["older"]);
            await _story.Pay(engine, 5);
            _story.BackUp();
        }

        _story.LoseDisk();
        BackupRestore.Run(_story["older"], _story.Data, TimeProvider.System);

        var alarm = Assert.Throws<BackupException>(() => _story.BackUp());
        Assert.Contains("ALARM", alarm.Message, StringComparison.Ordinal);
        Assert.Contains("lost 5 blocks", alarm.Message, StringComparison.Ordinal);
        _story.Verify();
    }

    [Fact]
    public async Task Another_history_does_not_overwrite_a_backup()
    {
        await BackUpAndStop();
        _story.LoseDisk();
        await using (var other = await _story.StartFunded())
        {
            await _story.Pay(other, 60);
        }

        Assert.Contains(
            "two histories",
            Assert.Throws<BackupException>(() => _story.BackUp()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_archive_elsewhere_is_needed_to_reach_back_to_genesis_and_is_enough()
    {
        Directory.CreateDirectory(_story["archive"]);
        await using (var engine = await _story.StartFunded())
        {
            await _story.Pay(engine, 100);
            await engine.CheckpointAsync(TestContext.Current.CancellationToken);
            await _story.Pay(engine, 1);
            await engine.CheckpointAsync(TestContext.Current.CancellationToken);
            Assert.NotEmpty(await engine.ArchiveAsync(_story["archive"]));
        }

        var (partial, _) = _story.BackUp();
        Assert.True(partial.FirstHeight > 1);
        Assert.True(_story.Verify().ReplayedFrom >= partial.FirstHeight - 1);

        var (whole, _) = _story.BackUp(_story["archive"]);
        Assert.Equal(1UL, whole.FirstHeight);
        Assert.Equal(0UL, _story.Verify().ReplayedFrom);
    }

    [Fact]
    public async Task A_tar_file_is_a_backup_too()
    {
        await using (var engine = await _story.StartFunded())
        {
            await _story.Pay(engine, 20);
        }

        var tar = _story["node.tar"];
        var options = new BackupOptions { Data = _story.Data, Destination = tar };
        var (manifest, _) = BackupLocation.Create(options);
        _story.LoseDisk();
        using (var location = BackupLocation.Open(tar))
        {
            BackupRestore.Run(location.Folder, _story.Data, TimeProvider.System);
        }

        await using var restored = _story.Open();
        Assert.Equal(manifest.Height, restored.Tip.Height);
        Assert.Equal(
            ["data", "node.tar"],
            Directory.EnumerateFileSystemEntries(_story["."]).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Throws<BackupException>(() => BackupLocation.Create(options));
    }

    private static void FlipByte(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private async Task BackUpAndStop()
    {
        await using var engine = await _story.StartFunded();
        await _story.Pay(engine, 50);
        _story.BackUp();
    }

    private static void Interrupt(DurableStep reached, DurableStep at)
    {
        if (reached == at)
        {
            throw new InvalidOperationException("interrupted");
        }
    }
}
