using Microsoft.Win32.SafeHandles;

namespace Comity.Ordering.Files;

/// <summary>A file of the operating system, read and written at offsets.</summary>
internal sealed class RealDiskFile : IDiskFile
{
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private readonly SafeFileHandle handle;
    private readonly string path;

    private RealDiskFile(SafeFileHandle handle, string path)
    {
        this.handle = handle;
        this.path = path;
    }

    public long Length => RandomAccess.GetLength(handle);

    public static RealDiskFile Open(string path, FileMode mode, FileAccess access)
    {
        try
        {
            return new RealDiskFile(File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete), path);
        }
        catch (IOException error) when (IsFull(error))
        {
            throw new DiskFullException(path, error);
        }
    }

    public int Read(Span<byte> destination, long offset)
    {
        var total = 0;
        while (total < destination.Length)
        {
            var read = RandomAccess.Read(handle, destination[total..], offset + total);
            if (read == 0)
            {
                break;
            }
            total += read;
        }
        return total;
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        try
        {
            RandomAccess.Write(handle, source, offset);
        }
        catch (IOException error) when (IsFull(error))
        {
            throw new DiskFullException(path, error);
        }
    }

    public void SetLength(long length) => RandomAccess.SetLength(handle, length);

    public void Flush() => PosixFile.FlushData(handle, path);

    public void DropCache() => PosixFile.DropCache(handle);

    public void Dispose() => handle.Dispose();

    // On Unix an IOException carries errno: ENOSPC 28; EDQUOT 122 on Linux, 69 on macOS.
    private static bool IsFull(IOException error) =>
        OperatingSystem.IsWindows() ? error.HResult == NoSpaceOnWindows
        : OperatingSystem.IsMacOS() ? error.HResult is 28 or 69
        : error.HResult is 28 or 122;
}
