using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Tests.Simulation;
using CsCheck;

namespace Comity.Ordering.Tests.Log;

public class BlockLogPropertyTests
{
    private enum Act
    {
        Append,
        Flush,
        CutPower,
        CutPowerAtFlush,
        Kill,
        Close,
        FailFlush,
        FillDisk,
        Archive,
    }

    private static readonly Gen<(Act, int)[]> Acts = Gen.Select(
        Gen.Frequency(
            (12, Gen.Const(Act.Append)),
            (6, Gen.Const(Act.Flush)),
            (1, Gen.Const(Act.CutPower)),
            (1, Gen.Const(Act.CutPowerAtFlush)),
            (1, Gen.Const(Act.Kill)),
            (1, Gen.Const(Act.Close)),
            (1, Gen.Const(Act.FailFlush)),
            (1, Gen.Const(Act.FillDisk)),
            (1, Gen.Const(Act.Archive))
        ),
        Gen.Int[0, 2500]
    ).Array[1, 60];

    [Fact]
    public void What_was_acknowledged_is_there_after_anything_a_disk_and_a_power_cut_can_do() =>
        Gen.Select(Acts, Gen.Int[0, int.MaxValue])
            .Sample(
                (acts, seed) =>
                {
                    var story = new LogStory(seed);
                    foreach (var (act, number) in acts)
                    {
                        DoUntilPowerCut(story, act, number);
                    }
                    story.Disk.FlushesUntilPowerCut = int.MaxValue;
                    story.CutPower().Reopen();
                },
                iter: 1000
            );

    [Fact]
    public void A_flipped_bit_in_a_closed_log_is_found_at_the_right_place() =>
        Gen.Select(Gen.Int[0, 700].Array[1, 40], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 7])
            .Sample(
                (sizes, seed, place, bit) =>
                {
                    var story = new LogStory(seed);
                    foreach (var size in sizes)
                    {
                        story.Append(size).Flush();
                    }
                    story.Close();
                    var files = story
                        .Disk.Paths.Where(path => path.EndsWith(".log", StringComparison.Ordinal))
                        .ToArray();
                    var file = files[place % files.Length];
                    var offset = place / files.Length % story.Disk[file].Length;
                    var expected = Places.Holding(story.Disk[file].Span, offset);
                    story.Disk.Damage(file, offset, (byte)(1 << bit));
                    var found = Assert.Throws<LogDamagedException>(() => OpenAndRead(story)).Damage;
                    Assert.Equal((file, expected), (found.File, found.Offset));
                },
                iter: 1000
            );

    [Fact]
    public void A_flipped_bit_after_a_power_cut_is_found_or_touches_only_what_the_disk_cannot_prove() =>
        Gen.Select(Gen.Int[0, 700].Array[3, 40], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 7])
            .Sample(
                (sizes, seed, place, bit) =>
                {
                    var story = new LogStory(seed);
                    foreach (var size in sizes)
                    {
                        story.Append(size).Flush();
                    }
                    // The last flush alone has nothing behind it that could prove it.
                    var provable = story.Acknowledged - 1;
                    story.CutPower();
                    var file = story.LastSegment;
                    story.Disk.Damage(file, place % story.Disk[file].Length, (byte)(1 << bit));
                    try
                    {
                        Assert.InRange(OpenAndRead(story), provable, story.Acknowledged);
                    }
                    catch (LogDamagedException found)
                    {
                        Assert.Equal(file, found.Damage.File);
                    }
                },
                iter: 1000
            );

    private static ulong OpenAndRead(LogStory story)
    {
        var log = BlockLog.Open(story.Disk, LogStory.Folder, story.Options);
        using var reader = log.ReadFrom(log.FirstHeight);
        while (reader.MoveNext()) { }
        return log.LastHeight;
    }

    private static void DoUntilPowerCut(LogStory story, Act act, int number)
    {
        try
        {
            Do(story, act, number);
        }
        catch (PowerCutException)
        {
            story.Disk.Space = SimulatedDisk.Plenty;
            story.CutPower().Reopen();
        }
    }

    private static void Do(LogStory story, Act act, int number)
    {
        switch (act)
        {
            case Act.Append:
                story.Append(number);
                break;
            case Act.Flush:
                story.Flush();
                break;
            case Act.CutPower:
                story.CutPower().Reopen();
                break;
            case Act.CutPowerAtFlush:
                story.Disk.FlushesUntilPowerCut = number % 9;
                break;
            case Act.Kill:
                var appended = story.Appended;
                story.Kill().Reopen();
                Assert.Equal(appended, story.Appended);
                break;
            case Act.Close:
                story.Close().Reopen();
                break;
            case Act.FailFlush:
                FailFlush(story);
                break;
            case Act.FillDisk:
                FillDisk(story, number);
                break;
            default:
                story.Disk.FoldersAreDevices = number % 2 == 0;
                Archive.Move(story.Log, LogStory.ArchiveFolder, story.Acknowledged);
                story.Check();
                break;
        }
    }

    private static void FailFlush(LogStory story)
    {
        story.Append(10);
        story.Disk.FlushesUntilPowerCut = int.MaxValue;
        story.Disk.FlushesUntilFailure = 0;
        Assert.Throws<LogFailedException>(() => story.Flush());
        Assert.Throws<LogFailedException>(() => story.Append(10));
        Assert.Throws<LogFailedException>(() => story.Flush());
        story.Kill().Reopen();
    }

    private static void FillDisk(LogStory story, int space)
    {
        story.Disk.Space = space;
        for (var count = 0; count < 6; count++)
        {
            try
            {
                story.Append(700);
            }
            catch (DiskFullException)
            {
                break;
            }
        }
        story.Flush().Check();
        story.Disk.Space = SimulatedDisk.Plenty;
        story.Append(700).Flush().Check();
    }
}
