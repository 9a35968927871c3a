using System.Security.Cryptography;
using Comity.Ordering.Log;

namespace Comity.Ordering.Tests.Log;

public class BlockLogSegmentTests
{
    [Fact]
    public void A_missing_segment_in_the_middle_is_named()
    {
        var story = ThreeSegments(1);
        var first = Segments(story)[1];
        var height = ulong.Parse(Path.GetFileNameWithoutExtension(first));
        story.Disk.Remove(first);
        var found = Damage(story);
        Assert.Equal((LogDamageKind.MissingSegment, height), (found.Kind, found.Height));
    }

    [Fact]
    public void A_segment_that_overlaps_another_is_named()
    {
        var story = ThreeSegments(1);
        var last = Segments(story)[^1];
        var height = ulong.Parse(Path.GetFileNameWithoutExtension(last)) - 1;
        var header = new byte[SegmentFormat.SegmentHeaderSize];
        new SegmentHeader(height, 1, ChainHash.Zero).Write(header);
        var path = Path.Combine(LogStory.Folder, SegmentName.Of(height));
        story.Disk.Put(path, header);
        var found = Damage(story);
        Assert.Equal((LogDamageKind.OverlappingSegment, path), (found.Kind, found.File));
    }

    [Fact]
    public void A_segment_of_another_log_is_named()
    {
        var story = ThreeSegments(1);
        var other = ThreeSegments(2);
        var path = Segments(story)[1];
        story.Disk.Put(path, other.Disk[path].Span);
        var found = Damage(story);
        Assert.Equal((LogDamageKind.BrokenChain, path), (found.Kind, found.File));
    }

    [Fact]
    public void A_segment_under_another_ones_name_is_named()
    {
        var story = ThreeSegments(1);
        var path = Segments(story)[1];
        story.Disk.Put(path, story.Disk[Segments(story)[0]].Span);
        Assert.Equal(LogDamageKind.DamagedSegmentHeader, Damage(story).Kind);
    }

    [Fact]
    public void Two_records_in_the_wrong_order_are_found_where_they_are()
    {
        var story = new LogStory(1, new BlockLogOptions { SegmentBytes = 1 << 20 });
        story.Append(100).Append(100).Append(100).Flush().Close();
        var bytes = story.Disk[story.LastSegment].Span.ToArray();
        var places = Places.Of(bytes);
        story.Disk.Put(
            story.LastSegment,
            [.. bytes[..places[2]], .. bytes[places[3]..], .. bytes[places[2]..places[3]]]
        );
        var found = Damage(story);
        Assert.Equal((LogDamageKind.BrokenChain, places[2], 2UL), (found.Kind, found.Offset, found.Height));
    }

    [Fact]
    public void A_record_put_in_anothers_place_with_everything_right_breaks_the_chain_at_the_next()
    {
        var story = new LogStory(1, new BlockLogOptions { SegmentBytes = 1 << 20 });
        story.Append(100).Append(100).Append(100).Flush().Close();
        var bytes = story.Disk[story.LastSegment].Span.ToArray();
        var places = Places.Of(bytes);
        Assert.True(SegmentHeader.TryRead(bytes, out var segment));
        var record = bytes.AsSpan(places[2], places[3] - places[2]);
        record[SegmentFormat.RecordHeaderSize] ^= 1;
        var hash = SHA256.HashData(record[SegmentFormat.HashedFrom..]);
        RecordHeader.WriteRest(record, new ChainHash(hash), 0, segment.Salt);
        story.Disk.Put(story.LastSegment, bytes);
        var found = Damage(story);
        Assert.Equal((LogDamageKind.BrokenChain, places[3], 3UL), (found.Kind, found.Offset, found.Height));
    }

    [Fact]
    public void A_foreign_file_is_named()
    {
        var story = ThreeSegments(1);
        story.Disk.Put("/data/log/notes.txt", [1]);
        var found = Damage(story);
        Assert.Equal((LogDamageKind.ForeignFile, "/data/log/notes.txt"), (found.Kind, found.File));
    }

    [Fact]
    public void Every_height_can_be_read_by_itself_also_in_segments_written_before_the_opening()
    {
        var story = ThreeSegments(1);
        story.Reopen();
        using var all = story.Log.ReadFrom(1);
        var payloads = new List<byte[]>();
        foreach (var record in all)
        {
            payloads.Add(record.Payload.ToArray());
        }
        for (var height = payloads.Count; height >= 1; height--)
        {
            Assert.Equal(payloads[height - 1], story.Log.Read((ulong)height));
        }
    }

    [Fact]
    public void What_is_not_durable_is_not_read()
    {
        var story = new LogStory(1).Append(10).Flush().Append(10);
        using var reader = story.Log.ReadFrom(1);
        Assert.True(reader.MoveNext());
        Assert.False(reader.MoveNext());
        Assert.Throws<ArgumentOutOfRangeException>(() => story.Log.Read(2));
    }

    [Fact]
    public void A_height_out_of_turn_is_refused()
    {
        var story = new LogStory(1).Append(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => story.Log.Append(1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => story.Log.Append(3, [1]));
    }

    [Fact]
    public void Archived_segments_leave_the_log_and_stay_readable_from_genesis()
    {
        var story = ThreeSegments(1);
        story.Reopen();
        var second = ulong.Parse(Path.GetFileNameWithoutExtension(Segments(story)[1]));
        Assert.Empty(Archive.Move(story.Log, LogStory.ArchiveFolder, second - 2));
        Assert.Equal([SegmentName.Of(1)], Archive.Move(story.Log, LogStory.ArchiveFolder, second - 1));
        Assert.Equal(second, story.Log.FirstHeight);
        Assert.Throws<ArgumentOutOfRangeException>(() => story.Log.Read(second - 1));
        story.Check().Append(10).Flush().CutPower().Reopen();
        Assert.Equal(second, story.Log.FirstHeight);
    }

    [Fact]
    public void An_audit_without_the_archive_says_what_is_missing()
    {
        var story = ThreeSegments(1);
        story.Reopen();
        Archive.Move(story.Log, LogStory.ArchiveFolder, story.Acknowledged);
        var found = Assert
            .Throws<LogDamagedException>(() => BlockLog.ReadAll(story.Disk, LogStory.Folder, [], story.Options))
            .Damage;
        Assert.Equal((LogDamageKind.MissingSegment, 1UL), (found.Kind, found.Height));
    }

    [Fact]
    public void A_reader_goes_on_while_its_segments_are_archived()
    {
        var story = ThreeSegments(1);
        story.Reopen();
        using var reader = story.Log.ReadFrom(1);
        Assert.True(reader.MoveNext());
        Archive.Move(story.Log, LogStory.ArchiveFolder, story.Acknowledged);
        var count = 1UL;
        while (reader.MoveNext())
        {
            count++;
        }
        Assert.Equal(story.Acknowledged, count);
    }

    private static LogStory ThreeSegments(int seed)
    {
        var story = new LogStory(seed);
        while (Segments(story).Count < 3)
        {
            story.Append(700).Flush();
        }
        return story.Append(700).Flush().Close();
    }

    private static IReadOnlyList<string> Segments(LogStory story) =>
        [
            .. story.Disk.Paths.Where(path =>
                path.StartsWith(LogStory.Folder, StringComparison.Ordinal)
                && SegmentName.TryParse(Path.GetFileName(path), out _)
            ),
        ];

    private static LogDamage Damage(LogStory story) => Assert.Throws<LogDamagedException>(() => story.Reopen()).Damage;
}
