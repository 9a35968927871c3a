namespace Comity.Ordering.Tests.Simulation;

/// <summary>A file with what is on the disk apart from what is only in the cache.</summary>
internal sealed class SimulatedFile
{
    private const int Sector = 512;
    private readonly SimulatedContent durable = new();
    private readonly List<Action<SimulatedContent, Random?>> pending = [];

    /// <summary>What a reader sees.</summary>
    public SimulatedContent Cached { get; } = new();

    public void Write(int offset, ReadOnlySpan<byte> source)
    {
        var copy = source.ToArray();
        Cached.Write(offset, copy);
        pending.Add((content, random) => WriteSectors(content, offset, copy, random));
    }

    public void SetLength(int length)
    {
        Cached.SetLength(length);
        pending.Add(
            (content, random) =>
            {
                if (random is null || random.Next(2) == 0)
                {
                    content.SetLength(length);
                }
            }
        );
    }

    /// <summary>
    /// What was written since the last flush is on the disk. What an earlier flush lost stays lost, as on Linux.
    /// </summary>
    public void Flush() => Apply(null);

    /// <summary>The disk holds what a reader sees, whoever wrote it.</summary>
    public void Settle()
    {
        pending.Clear();
        durable.CopyFrom(Cached);
    }

    /// <summary>A flush that fails: some of the writes are lost, and the cache does not know it.</summary>
    public void FailFlush(Random random) => Apply(random);

    /// <summary>The cache forgets what it believes to be on the disk.</summary>
    public void DropCache()
    {
        Cached.CopyFrom(durable);
        foreach (var write in pending)
        {
            write(Cached, null);
        }
    }

    /// <summary>Each sector not flushed is on the disk or not; each change of length has happened or not.</summary>
    public void CutPower(Random random)
    {
        Apply(random);
        Cached.CopyFrom(durable);
    }

    private void Apply(Random? random)
    {
        foreach (var write in pending)
        {
            write(durable, random);
        }
        pending.Clear();
    }

    private static void WriteSectors(SimulatedContent content, int offset, byte[] source, Random? random)
    {
        for (var at = 0; at < source.Length; )
        {
            var size = Math.Min(Sector - ((offset + at) % Sector), source.Length - at);
            if (random is null || random.Next(2) == 0)
            {
                content.Write(offset + at, source.AsSpan(at, size));
            }
            at += size;
        }
    }
}
