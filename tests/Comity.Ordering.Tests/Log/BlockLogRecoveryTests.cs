using Comity.Ordering.Files;
using Comity.Ordering.Log;

namespace Comity.Ordering.Tests.Log;

public class BlockLogRecoveryTests
{
    private static readonly BlockLogOptions OneSegment = new() { SegmentBytes = 1 << 20, PreparedBytes = 4096 };

    [Fact]
    public void A_torn_record_that_nobody_was_told_of_is_cut_and_the_cut_reported()
    {
        var story = new LogStory(1, OneSegment).Append(100).Flush().Append(3000);
        var file = story.LastSegment;
        var places = Places.Of(story.Disk[file].Span);
        story.Disk.Damage(file, places[2] + 1000, 1);
        var length = story.Disk[file].Length;
        story.Kill().Reopen();
        Assert.Equal([new TailCut(file, places[2], length - places[2], 2)], story.Log.Opening.Cuts);
        Assert.Equal(1UL, story.Log.LastHeight);
        story.Append(50).Flush().CutPower().Reopen();
    }

    [Fact]
    public void A_record_cut_short_by_the_end_of_the_file_is_cut()
    {
        var story = new LogStory(1, OneSegment with { PreparedBytes = 0 }).Append(100).Flush().Append(3000);
        var file = story.LastSegment;
        story.Disk.Shorten(file, story.Disk[file].Length - 1);
        story.Kill().Reopen();
        Assert.Equal(2UL, Assert.Single(story.Log.Opening.Cuts).Height);
    }

    [Fact]
    public void An_append_that_found_the_disk_full_leaves_no_trace()
    {
        var story = new LogStory(1, OneSegment).Append(100).Flush();
        story.Disk.Space = 500;
        Assert.Throws<DiskFullException>(() => story.Append(8000));
        Assert.Equal(500 + OneSegment.PreparedBytes, story.Disk.Space + SizeOfRecord(100));
        story.Append(20).Flush().Kill().Reopen();
        Assert.Empty(story.Log.Opening.Cuts);
        Assert.Equal(2UL, story.Log.LastHeight);
    }

    [Fact]
    public void A_flush_when_idle_lets_the_marker_survive_a_power_cut()
    {
        var story = new LogStory(1, OneSegment).Append(100).Flush().Flush().CutPower();
        var file = story.LastSegment;
        story.Disk.Damage(file, Places.Of(story.Disk[file].Span)[1] + 120, 1);
        Assert.Equal(LogDamageKind.DamagedRecord, Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage.Kind);
    }

    [Fact]
    public void A_record_that_survived_a_kill_unflushed_is_durable_once_the_log_is_open()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            new LogStory(seed, OneSegment with { PreparedBytes = 0 }).Append(100).Kill().Reopen().CutPower().Reopen();
        }
    }

    [Fact]
    public void Zeros_written_ahead_are_no_tail_worth_reporting()
    {
        var story = new LogStory(1, OneSegment).Append(100).Flush().Kill().Reopen();
        Assert.Empty(story.Log.Opening.Cuts);
    }

    [Fact]
    public void A_damaged_last_record_that_was_acknowledged_is_never_cut_after_a_kill()
    {
        var story = new LogStory(1, OneSegment).Append(100).Flush().Append(100).Flush();
        var file = story.LastSegment;
        var before = story.Disk[file].Span.ToArray();
        story.Disk.Damage(file, Places.Of(before)[2] + 120, 1);
        var damaged = story.Disk[file].Span.ToArray();
        story.Kill();
        var found = Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage;
        Assert.Equal(
            (LogDamageKind.DamagedRecord, Places.Of(before)[2], 2UL),
            (found.Kind, found.Offset, found.Height)
        );
        Assert.Contains("comity audit", found.Remedy, StringComparison.Ordinal);
        Assert.Equal(damaged, story.Disk[file].Span.ToArray());
    }

    [Fact]
    public void The_header_of_a_later_record_proves_an_earlier_one_acknowledged_even_if_the_marker_is_stale()
    {
        var story = new LogStory(1, OneSegment).Append(100).Flush();
        var stale = MarkerOf(story);
        story.Append(100).Flush().Append(100);
        var file = story.LastSegment;
        var places = Places.Of(story.Disk[file].Span);
        story.Disk.Put(MarkerPath, stale);
        // Neither record 2 nor 3 is sound, and the header of 2 is gone altogether.
        story.Disk.Damage(file, places[2] + 5, 1);
        story.Disk.Damage(file, places[3] + 150, 1);
        story.Kill();
        var found = Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage;
        Assert.Equal((LogDamageKind.DamagedRecord, places[2], 2UL), (found.Kind, found.Offset, found.Height));
    }

    [Fact]
    public void A_torn_record_before_a_sound_one_of_the_same_flush_is_cut_with_it()
    {
        var story = new LogStory(1, OneSegment).Append(100).Flush().Append(100).Append(100);
        var file = story.LastSegment;
        story.Disk.Damage(file, Places.Of(story.Disk[file].Span)[2] + 5, 1);
        story.Kill().Reopen();
        Assert.Equal(1UL, story.Log.LastHeight);
        Assert.Equal(2UL, Assert.Single(story.Log.Opening.Cuts).Height);
    }

    [Fact]
    public void A_payload_that_imitates_a_record_proves_nothing()
    {
        var imitation = new byte[SegmentFormat.RecordHeaderSize];
        RecordHeader.WriteHashed(imitation, ChainHash.Zero, 9, 0);
        RecordHeader.WriteRest(imitation, ChainHash.Zero, 8, salt: 0);
        var story = new LogStory(1, OneSegment).Append(100).Flush().Append(imitation);
        var file = story.LastSegment;
        story.Disk.Damage(file, Places.Of(story.Disk[file].Span)[2] + 30, 1);
        story.Kill().Reopen();
        Assert.Equal(1UL, story.Log.LastHeight);
    }

    [Fact]
    public void A_log_that_ends_too_early_is_noticed_by_the_marker()
    {
        var story = new LogStory(1, OneSegment).Append(100).Flush().Append(100).Flush().Close();
        var file = story.LastSegment;
        story.Disk.Shorten(file, Places.Of(story.Disk[file].Span)[2]);
        var found = Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage;
        Assert.Equal((LogDamageKind.AcknowledgedRecordsMissing, 2UL), (found.Kind, found.Height));
    }

    [Fact]
    public void A_last_segment_that_was_removed_is_noticed_by_the_marker()
    {
        var story = new LogStory(1);
        while (story.LastSegment.EndsWith("00001.log", StringComparison.Ordinal))
        {
            story.Append(1000).Flush();
        }
        story.Close();
        story.Disk.Remove(story.LastSegment);
        Assert.Equal(
            LogDamageKind.AcknowledgedRecordsMissing,
            Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage.Kind
        );
    }

    [Fact]
    public void Segments_that_were_all_removed_are_noticed_by_the_marker()
    {
        var story = new LogStory(1).Append(10).Flush().Close();
        story.Disk.Remove(story.LastSegment);
        Assert.Equal(
            LogDamageKind.AcknowledgedRecordsMissing,
            Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage.Kind
        );
    }

    [Fact]
    public void A_lost_marker_is_rebuilt_where_the_log_ends_well()
    {
        var story = new LogStory(1).Append(10).Flush().Kill();
        story.Disk.Remove(MarkerPath);
        story.Reopen();
        Assert.True(story.Log.Opening.MarkerRebuilt);
        story.Kill().Reopen();
        Assert.False(story.Log.Opening.MarkerRebuilt);
    }

    [Fact]
    public void A_lost_marker_and_a_damaged_end_together_stop_the_log()
    {
        var story = new LogStory(1, OneSegment).Append(10).Flush().Append(10);
        var file = story.LastSegment;
        story.Disk.Damage(file, Places.Of(story.Disk[file].Span)[2] + 100, 1);
        story.Disk.Damage(MarkerPath, 20, 1);
        story.Disk.Damage(MarkerPath, 4096 + 20, 1);
        story.Kill();
        Assert.Equal(LogDamageKind.UnprovenTail, Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage.Kind);
    }

    [Fact]
    public void A_marker_of_another_log_is_noticed()
    {
        var other = new LogStory(2, OneSegment).Append(10).Flush().Close();
        var story = new LogStory(1, OneSegment).Append(10).Flush().Append(10).Flush().Close();
        story.Disk.Put(MarkerPath, MarkerOf(other));
        Assert.Equal(LogDamageKind.BrokenChain, Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage.Kind);
    }

    [Fact]
    public void A_log_of_another_network_is_refused()
    {
        var story = new LogStory(1).Append(10).Flush().Close();
        var other = story.Options with { Genesis = new ChainHash(Enumerable.Repeat((byte)7, 32).ToArray()) };
        Assert.Equal(
            LogDamageKind.BrokenChain,
            Assert.Throws<LogDamagedException>(() => BlockLog.Open(story.Disk, LogStory.Folder, other)).Damage.Kind
        );
    }

    private static int SizeOfRecord(int payload) => SegmentFormat.RecordHeaderSize + payload;

    private const string MarkerPath = LogStory.Folder + "/durable.marker";

    private static byte[] MarkerOf(LogStory story) => story.Disk[MarkerPath].Span.ToArray();
}
