using Comity.Ordering.Log;
using Comity.Ordering.Tests.Simulation;

namespace Comity.Ordering.Tests.Log;

/// <summary>A log on a simulated disk, with what a bank would hold the log to: the payloads it was given and told were safe.</summary>
internal sealed class LogStory
{
    public const string Folder = "/data/log";
    public const string ArchiveFolder = "/data/archive";
    private readonly List<byte[]> payloads = [];
    private readonly Random random;

    public LogStory(int seed, BlockLogOptions? options = null)
    {
        random = new Random(seed);
        Options = options ?? new BlockLogOptions { SegmentBytes = 4096, PreparedBytes = 1024 };
        Disk = new SimulatedDisk(seed);
        Log = BlockLog.Open(Disk, Folder, Options);
    }

    public BlockLogOptions Options { get; }

    public SimulatedDisk Disk { get; }

    public BlockLog Log { get; private set; }

    /// <summary>The last height the log said was durable.</summary>
    public ulong Acknowledged { get; private set; }

    public ulong Appended => (ulong)payloads.Count;

    public string LastSegment =>
        Disk.Paths.Last(path =>
            path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(".log", StringComparison.Ordinal)
        );

    public LogStory Append(int size)
    {
        var payload = new byte[size];
        random.NextBytes(payload);
        return Append(payload);
    }

    public LogStory Append(byte[] payload)
    {
        payloads.Add(payload);
        try
        {
            Log.Append(Appended, payload);
        }
        catch (IOException)
        {
            payloads.RemoveAt(payloads.Count - 1);
            throw;
        }
        return this;
    }

    public LogStory Flush()
    {
        Log.Flush();
        Acknowledged = Log.DurableHeight;
        return this;
    }

    public LogStory CutPower()
    {
        if (Disk.PowerIsOn)
        {
            Disk.CutPower();
        }
        Disk.Restart();
        return this;
    }

    public LogStory Kill()
    {
        Disk.Kill();
        return this;
    }

    public LogStory Close()
    {
        Log.Dispose();
        Acknowledged = Appended;
        return this;
    }

    /// <summary>Opens the log again and holds it to its word.</summary>
    public LogStory Reopen()
    {
        Log = BlockLog.Open(Disk, Folder, Options);
        Assert.InRange(Log.LastHeight, Acknowledged, Appended);
        payloads.RemoveRange((int)Log.LastHeight, payloads.Count - (int)Log.LastHeight);
        Acknowledged = Log.LastHeight;
        Assert.Equal(Log.LastHeight, Log.DurableHeight);
        return Check();
    }

    /// <summary>Every durable record is there, in order, byte for byte, and nothing else.</summary>
    public LogStory Check()
    {
        using var all = BlockLog.ReadAll(Disk, Folder, [ArchiveFolder], Options);
        var height = 0UL;
        foreach (var record in all)
        {
            height++;
            Assert.Equal(height, record.Height);
            Assert.Equal(payloads[(int)height - 1], record.Payload.ToArray());
        }
        Assert.InRange(height, Acknowledged, Appended);
        return this;
    }
}
