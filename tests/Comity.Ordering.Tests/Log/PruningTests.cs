using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Tests.Simulation;

namespace Comity.Ordering.Tests.Log;

[Collection(nameof(CrashPoints))]
public sealed class PruningTests
{
    private const string Mirror = "/mirror";
    private const string Second = "/second";

    [Fact]
    public void What_an_archive_has_leaves_the_data_folder_and_stays_readable_from_genesis()
    {
        var story = Mirrored(out var names);

        var report = Prune(story, story.Acknowledged, Mirror);

        Assert.Equal(names[..^1], report.Pruned);
        Assert.Null(report.Kept);
        Assert.Empty(story.Disk.Names(LogStory.ArchiveFolder));
        Assert.Equal(names[^1], Assert.Single(SegmentsIn(story, LogStory.Folder)));
        CheckWhole(story, Mirror);
        story.CutPower();
        story.Disk.Restart();
        BlockLog.Open(story.Disk, LogStory.Folder, story.Options).Dispose();
        CheckWhole(story, Mirror);
    }

    [Fact]
    public void What_no_checkpoint_covers_stays()
    {
        var story = Mirrored(out var names);

        var report = Prune(story, First(names[2]) - 2, Mirror);

        Assert.Equal(names[..1], report.Pruned);
        Assert.Equal((names[1], KeptReason.NotCheckpointed), (report.Kept!.Segment, report.Kept.Reason));
        Assert.Contains(
            $"ends at height {First(names[2]) - 1}, and the oldest checkpoint kept is at {First(names[2]) - 2}",
            report.Kept.Explanation,
            StringComparison.Ordinal
        );
        Assert.Equal(KeptReason.NotCheckpointed, Prune(Mirrored(out _), 0, Mirror).Kept!.Reason);
    }

    [Fact]
    public void What_an_archive_lacks_stays_and_all_after_it()
    {
        var story = Mirrored(out var names);
        Copy(story, Mirror, Second);
        story.Disk.Delete(Path.Combine(Second, names[1]));

        var report = Prune(story, story.Acknowledged, Mirror, Second);

        Assert.Equal(names[..1], report.Pruned);
        Assert.Equal((names[1], KeptReason.NotArchived), (report.Kept!.Segment, report.Kept.Reason));
        Assert.Contains($"{Second} has no such file", report.Kept.Explanation, StringComparison.Ordinal);
        Assert.Equal(names[1..], Local(story));
    }

    [Theory]
    [InlineData(70)]
    [InlineData(3000)]
    public void One_byte_that_differs_is_found_and_named(int at)
    {
        var story = Mirrored(out var names);
        using (var file = story.Disk.Open(Path.Combine(Mirror, names[1]), FileAccess.ReadWrite))
        {
            Span<byte> one = stackalloc byte[1];
            file.Read(one, at);
            file.Write([(byte)(one[0] ^ 1)], at);
        }

        var report = Prune(story, story.Acknowledged, Mirror);

        Assert.Equal((names[1], KeptReason.ArchiveDiffers), (report.Kept!.Segment, report.Kept.Reason));
        Assert.Contains($"differs at byte {at}.", report.Kept.Explanation, StringComparison.Ordinal);
        Assert.Equal(names[1..], Local(story));
    }

    [Fact]
    public void A_copy_that_is_cut_short_differs_where_it_ends()
    {
        var story = Mirrored(out var names);
        long length;
        using (var file = story.Disk.Open(Path.Combine(Mirror, names[0]), FileAccess.ReadWrite))
        {
            length = file.Length - 1;
            file.SetLength(length);
        }

        Assert.Contains(
            $"differs at byte {length}.",
            Prune(story, story.Acknowledged, Mirror).Kept!.Explanation,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(LogStory.ArchiveFolder)]
    [InlineData(LogStory.Folder)]
    public void The_only_copy_is_never_deleted_whatever_folder_is_named(string archive)
    {
        var story = Mirrored(out var names);

        // Where the first is elsewhere, the ones in the folder that is named are compared with themselves.
        Prune(story, archive == LogStory.Folder ? First(names[1]) - 1 : 0, Mirror);
        var before = Local(story);
        var report = Prune(story, story.Acknowledged, archive);

        Assert.Empty(report.Pruned);
        Assert.Equal(KeptReason.OnlyCopy, report.Kept!.Reason);
        Assert.Equal(before, Local(story));
    }

    [Fact]
    public void A_reader_goes_on_in_the_archive_while_its_segments_are_pruned()
    {
        var story = Mirrored(out var names);
        Prune(story, First(names[1]) - 1, Mirror);
        using var reader = story.Log.ReadFrom(story.Log.FirstHeight);
        var count = story.Log.FirstHeight - 1;
        Prune(story, story.Acknowledged, Mirror);
        while (reader.MoveNext())
        {
            count++;
        }

        Assert.Equal(story.Acknowledged, count);
        Assert.Equal(First(names[^1]), story.Log.FirstHeight);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Killed_or_without_power_at_any_segment_it_goes_on_where_it_is_begun_again(bool power)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var story = Mirrored(out var names, seed);
            var times = 1 + (seed % 3);
            using (
                CrashPoint.Arm(step =>
                {
                    if (step == DurableStep.MidPrune && --times == 0)
                    {
                        (power ? (Action)story.Disk.CutPower : story.Disk.Kill)();
                        throw new PowerCutException();
                    }
                })
            )
            {
                Assert.Throws<PowerCutException>(() => Prune(story, story.Acknowledged, Mirror));
            }

            if (power)
            {
                story.Disk.Restart();
                // The mirror was never flushed but by pruning, for what was deleted: only that must have outlived the cut.
                MirrorAgain(story, names);
            }

            CheckWhole(story, Mirror);
            using var log = BlockLog.Open(story.Disk, LogStory.Folder, story.Options);
            var report = new Pruning(story.Disk, [Mirror], story.Acknowledged).Run(
                LogStory.ArchiveFolder,
                log.Segments,
                log.Release
            );
            Assert.Null(report.Kept);
            Assert.Equal([names[^1]], Local(story));
            CheckWhole(story, Mirror);
        }
    }

    [Fact]
    public void An_archive_on_another_disk_that_has_another_file_under_the_name_is_not_overwritten()
    {
        var story = Mirrored(out var names);
        story.Disk.FoldersAreDevices = true;
        using (var file = story.Disk.Open(Path.Combine(Mirror, names[1]), FileAccess.ReadWrite))
        {
            file.Write([0], 2000);
        }

        var refused = Assert.Throws<LogDamagedException>(() => Archive.Move(story.Log, Mirror, story.Acknowledged));

        Assert.Contains("differs from the log's at byte 2000", refused.Message, StringComparison.Ordinal);
        Assert.Contains(names[1], SegmentsIn(story, LogStory.Folder));
        Assert.Throws<LogDamagedException>(() => Archive.Move(story.Log, LogStory.Folder, story.Acknowledged));
        story.Check();
    }

    // Four segments and one that is written: the first in the data folder's own archive, all full ones in a mirror of both.
    private static LogStory Mirrored(out string[] names, int seed = 1)
    {
        var story = new LogStory(seed);
        while (SegmentsIn(story, LogStory.Folder).Length < 5)
        {
            story.Append(700).Flush();
        }

        names = SegmentsIn(story, LogStory.Folder);
        Assert.Single(Archive.Move(story.Log, LogStory.ArchiveFolder, First(names[1]) - 1));
        Copy(story, LogStory.ArchiveFolder, Mirror);
        Copy(story, LogStory.Folder, Mirror);
        story.Disk.Delete(Path.Combine(Mirror, names[^1]));
        return story;
    }

    private static PruneReport Prune(LogStory story, ulong checkpoint, params string[] archives) =>
        new Pruning(story.Disk, archives, checkpoint).Run(
            LogStory.ArchiveFolder,
            story.Log.Segments,
            story.Log.Release
        );

    private static void Copy(LogStory story, string from, string to)
    {
        foreach (var name in SegmentsIn(story, from))
        {
            using var source = story.Disk.Open(Path.Combine(from, name), FileAccess.Read);
            using var target = story.Disk.Create(Path.Combine(to, name));
            var bytes = new byte[source.Length];
            source.Read(bytes, 0);
            target.Write(bytes, 0);
        }
    }

    private static void MirrorAgain(LogStory story, string[] names)
    {
        foreach (var name in SegmentsIn(story, Mirror).Intersect(Local(story)).ToArray())
        {
            story.Disk.Delete(Path.Combine(Mirror, name));
        }

        var there = SegmentsIn(story, Mirror);
        Assert.Equal(names, there.Concat(Local(story)).Order(StringComparer.Ordinal));
        Copy(story, LogStory.ArchiveFolder, Mirror);
        Copy(story, LogStory.Folder, Mirror);
        story.Disk.Delete(Path.Combine(Mirror, names[^1]));
    }

    private static void CheckWhole(LogStory story, string archive)
    {
        using var all = BlockLog.ReadAll(story.Disk, LogStory.Folder, [archive], story.Options);
        var height = 0UL;
        while (all.MoveNext())
        {
            height++;
        }

        Assert.Equal(story.Acknowledged, height);
    }

    private static string[] Local(LogStory story) =>
        [.. SegmentsIn(story, LogStory.ArchiveFolder), .. SegmentsIn(story, LogStory.Folder)];

    private static string[] SegmentsIn(LogStory story, string folder) =>
        [.. story.Disk.Names(folder).Where(static name => SegmentName.TryParse(name, out _))];

    private static ulong First(string name) => ulong.Parse(Path.GetFileNameWithoutExtension(name));
}
