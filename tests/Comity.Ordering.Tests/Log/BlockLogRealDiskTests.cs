using System.Buffers;
using System.Globalization;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Tests.Simulation;
using Comity.Testing;

namespace Comity.Ordering.Tests.Log;

[Collection(nameof(CrashPoints))]
public class BlockLogRealDiskTests
{
    public static TheoryData<DurableStep> Steps =>
        [
            DurableStep.BeforeAppend,
            DurableStep.MidAppend,
            DurableStep.AfterAppend,
            DurableStep.AfterFlush,
            DurableStep.AfterMarker,
            DurableStep.MidRollNextPrepared,
            DurableStep.MidRollSealed,
            DurableStep.MidRollRenamed,
        ];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_process_killed_at_any_step_has_lost_nothing_it_acknowledged(DurableStep step)
    {
        using var scratch = new ScratchFolder();
        DataFolder.Create(scratch.Path).Dispose();
        var (output, exitCode) = ChildProcess.Run(step.ToString(), scratch.Path);
        Assert.NotEqual(0, exitCode);
        var acknowledged = ulong.Parse(
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1],
            CultureInfo.InvariantCulture
        );
        using var folder = DataFolder.Open(scratch.Path);
        using var log = BlockLog.Open(
            folder.LogPath,
            new BlockLogOptions { SegmentBytes = 8192, PreparedBytes = 1024 }
        );
        Assert.InRange(log.LastHeight, acknowledged, acknowledged + 1);
        using var reader = log.ReadFrom(1);
        foreach (var record in reader)
        {
            Assert.Equal(Enumerable.Repeat((byte)record.Height, 900), record.Payload.ToArray());
        }
    }

    [Fact]
    public void A_full_disk_refuses_the_append_and_the_log_goes_on_when_there_is_space()
    {
        using var scratch = new ScratchFolder();
        Assert.SkipUnless(
            SystemProgram.TryRun("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", scratch.Path),
            "Mounting is not permitted here."
        );
        try
        {
            var ballast = Path.Combine(scratch.Path, "ballast");
            File.WriteAllBytes(ballast, new byte[1 << 20]);
            var folder = Directory.CreateDirectory(Path.Combine(scratch.Path, "log")).FullName;
            var options = new BlockLogOptions { SegmentBytes = 300_000, PreparedBytes = 64 << 10 };
            using (var log = BlockLog.Open(folder, options))
            {
                Assert.Throws<DiskFullException>(() => AppendAndFlush(log, 100));
                var last = log.LastHeight;
                Assert.Throws<DiskFullException>(() => AppendAndFlush(log, 1));
                Assert.Equal((last, last), (log.LastHeight, log.DurableHeight));
                File.Delete(ballast);
                AppendAndFlush(log, 5);
                Assert.Equal(last + 5, log.DurableHeight);
            }
            using var all = BlockLog.ReadAll(RealDisk.Instance, folder, [], options);
            foreach (var record in all)
            {
                Assert.Equal((byte)record.Height, record.Payload.Span[0]);
            }
        }
        finally
        {
            SystemProgram.TryRun("umount", scratch.Path);
        }
    }

    [Fact]
    public void Appending_flushing_and_reading_allocate_nothing_for_each_block()
    {
        using var scratch = new ScratchFolder();
        using var log = BlockLog.Open(scratch.Path, new BlockLogOptions());
        AppendAndFlush(log, 3);
        var payload = new byte[100_000];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 50; count++)
        {
            log.Append(log.LastHeight + 1, payload);
            log.Flush();
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 * 64);

        using var reader = log.ReadFrom(1);
        reader.MoveNext();
        before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.MoveNext()) { }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
    }

    [Fact]
    public void A_payload_in_pieces_is_one_record()
    {
        using var scratch = new ScratchFolder();
        using var log = BlockLog.Open(scratch.Path, new BlockLogOptions());
        var first = new Piece(new byte[] { 1, 2 });
        var last = first.Then(new byte[] { 3 });
        log.Append(1, new ReadOnlySequence<byte>(first, 0, last, 1));
        log.Append(2, new ReadOnlySequence<byte>([4]));
        log.Flush();
        Assert.Equal([1, 2, 3], log.Read(1));
        Assert.Equal([4], log.Read(2));
    }

    private static void AppendAndFlush(BlockLog log, int count)
    {
        for (; count > 0; count--)
        {
            var height = log.LastHeight + 1;
            log.Append(height, Enumerable.Repeat((byte)height, 50_000).ToArray());
            log.Flush();
        }
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
