using Comity.Ordering.Files;

namespace Comity.Ordering.Tests.Engine;

/// <summary>The real disk, until told to be full, to fail, or to be slow.</summary>
internal sealed class FaultyDisk : IDisk
{
    public volatile bool Full;

    public volatile bool Broken;

    /// <summary>Called before each flush, on the thread that flushes.</summary>
    public volatile Action? Flushing;

    public int Flushes;

    public IDiskFile Create(string path) => new FaultyFile(this, RealDisk.Instance.Create(path), path);

    public IDiskFile Open(string path, FileAccess access) =>
        new FaultyFile(this, RealDisk.Instance.Open(path, access), path);

    public IReadOnlyList<string> Names(string folder) => RealDisk.Instance.Names(folder);

    public bool TryRename(string from, string to) => RealDisk.Instance.TryRename(from, to);

    public bool AreSame(string one, string other) => RealDisk.Instance.AreSame(one, other);

    public void Delete(string path) => RealDisk.Instance.Delete(path);

    public void FlushFolder(string folder) => RealDisk.Instance.FlushFolder(folder);

    private sealed class FaultyFile(FaultyDisk disk, IDiskFile file, string path) : IDiskFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> destination, long offset) => file.Read(destination, offset);

        public void Write(ReadOnlySpan<byte> source, long offset)
        {
            if (disk.Full && path.Contains(".log", StringComparison.Ordinal))
            {
                throw new DiskFullException(path, new IOException("No space left on device"));
            }

            file.Write(source, offset);
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Flush()
        {
            disk.Flushing?.Invoke();
            Interlocked.Increment(ref disk.Flushes);
            if (disk.Broken)
            {
                throw new IOException("Input/output error");
            }

            file.Flush();
        }

        public void DropCache() => file.DropCache();

        public void Dispose() => file.Dispose();
    }
}
