using Comity.Ordering.Checkpoints;
using Comity.Ordering.Files;
using Comity.Ordering.Tests.Simulation;

namespace Comity.Ordering.Tests.Checkpoints;

[Collection(nameof(CrashPoints))]
public class CheckpointStoreTests
{
    private const string Folder = "/data/checkpoints";

    public static TheoryData<DurableStep> Steps =>
        [DurableStep.MidCheckpoint, DurableStep.BeforeCheckpointRename, DurableStep.AfterCheckpointRename];

    [Fact]
    public void A_checkpoint_is_read_back_as_it_was_written()
    {
        var disk = new SimulatedDisk(1);
        var store = CheckpointStore.Open(disk, Folder);
        Write(store, 7);
        disk.CutPower();
        disk.Restart();
        AssertNewest(CheckpointStore.Open(disk, Folder), 7, []);
    }

    [Fact]
    public void An_empty_store_has_none() =>
        Assert.IsType<CheckpointSearch.None>(CheckpointStore.Open(new SimulatedDisk(1), Folder).OpenNewest());

    [Fact]
    public void Only_the_newest_are_kept()
    {
        var store = CheckpointStore.Open(new SimulatedDisk(1), Folder);
        for (var height = 1UL; height <= 5; height++)
        {
            Write(store, height);
        }
        Assert.Equal([4UL, 5UL], store.Heights);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(20)]
    [InlineData(5000)]
    [InlineData(-20)]
    [InlineData(-1)]
    public void A_damaged_one_is_passed_over_and_reported(int offset)
    {
        var disk = new SimulatedDisk(1);
        var store = CheckpointStore.Open(disk, Folder);
        Write(store, 1);
        Write(store, 2);
        var newest = disk.Paths.Last();
        disk.Damage(newest, offset < 0 ? disk[newest].Length + offset : offset, 4);
        AssertNewest(store, 1, [2]);
        // The damaged one does not count among the two kept.
        Write(store, 3);
        Assert.Equal([1UL, 3UL], store.Heights);
        Write(store, 4);
        Assert.Equal([3UL, 4UL], CheckpointStore.Open(disk, Folder).Heights);
    }

    [Fact]
    public void One_cut_short_is_passed_over()
    {
        var disk = new SimulatedDisk(1);
        var store = CheckpointStore.Open(disk, Folder);
        Write(store, 1);
        Write(store, 2);
        disk.Shorten(disk.Paths.Last(), 30);
        AssertNewest(store, 1, [2]);
    }

    [Fact]
    public void A_full_disk_leaves_the_older_ones_and_no_rubbish()
    {
        var disk = new SimulatedDisk(1);
        var store = CheckpointStore.Open(disk, Folder);
        Write(store, 1);
        disk.Space = 1000;
        Assert.Throws<DiskFullException>(() => Write(store, 2));
        Assert.Equal([1UL], store.Heights);
        Assert.Single(disk.Names(Folder));
        disk.Space = SimulatedDisk.Plenty;
        Write(store, 2);
        AssertNewest(store, 2, []);
    }

    [Fact]
    public void A_failing_flush_leaves_the_older_ones()
    {
        var disk = new SimulatedDisk(1);
        var store = CheckpointStore.Open(disk, Folder);
        Write(store, 1);
        disk.FlushesUntilFailure = 0;
        Assert.Throws<IOException>(() => Write(store, 2));
        AssertNewest(store, 1, []);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_power_cut_while_writing_leaves_a_whole_checkpoint(DurableStep step)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var disk = new SimulatedDisk(seed);
            var store = CheckpointStore.Open(disk, Folder);
            Write(store, 1);
            Write(store, 2);
            using (CrashPoint.Arm(reached => Crash(disk, reached == step)))
            {
                Assert.Throws<PowerCutException>(() => Write(store, 3));
            }
            disk.Restart();
            AssertNewest(CheckpointStore.Open(disk, Folder), step == DurableStep.AfterCheckpointRename ? 3UL : 2UL, []);
        }
    }

    private static void Crash(SimulatedDisk disk, bool now)
    {
        if (now)
        {
            disk.CutPower();
            throw new PowerCutException();
        }
    }

    private static void Write(CheckpointStore store, ulong height) =>
        store.Write(height, Root(height), stream => stream.Write(Content(height)));

    private static void AssertNewest(CheckpointStore store, ulong height, ulong[] damaged)
    {
        var search = Assert.IsType<CheckpointSearch.Found>(store.OpenNewest());
        using var found = search.Checkpoint;
        using var content = new MemoryStream();
        found.Content.CopyTo(content);
        Assert.Equal(height, found.Height);
        Assert.Equal(Root(height), found.StateRoot.ToArray());
        Assert.Equal(Content(height), content.ToArray());
        Assert.Equal(damaged, search.Damaged.Select(one => one.Height));
    }

    private static byte[] Root(ulong height) => [.. Enumerable.Repeat((byte)height, 32)];

    private static byte[] Content(ulong height)
    {
        var content = new byte[600_000];
        new Random((int)height).NextBytes(content);
        return content;
    }
}
