using Comity.Ordering.Files;

namespace Comity.Ordering.Checkpoints;

/// <summary>A checkpoint that was found sound, open for reading.</summary>
public sealed class Checkpoint : IDisposable
{
    private readonly IDiskFile file;
    private readonly byte[] stateRoot;

    internal Checkpoint(ulong height, byte[] stateRoot, IDiskFile file, long length)
    {
        Height = height;
        this.stateRoot = stateRoot;
        this.file = file;
        Content = new CheckpointContentReader(file, CheckpointFormat.HeaderSize, length);
    }

    /// <summary>The height of the last block in the state: replay begins one higher.</summary>
    public ulong Height { get; }

    /// <summary>The state root its writer gave, 32 bytes. Whoever loads the content computes it again and compares.</summary>
    public ReadOnlySpan<byte> StateRoot => stateRoot;

    /// <summary>The content, from its beginning.</summary>
    public Stream Content { get; }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Content.Dispose();
        file.Dispose();
    }
}
