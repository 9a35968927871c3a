using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Comity.Ordering.Files;

/// <summary>The calls of POSIX that .NET does not offer: fdatasync, fsync of a folder, flock, rename that says why not, which file a name is of.</summary>
internal static partial class PosixFile
{
    private const int ErrorInterrupted = 4;
    private const int ErrorCrossDevice = 18;
    private const int LockExclusiveNow = 2 | 4;
    private const int AdviseDontNeed = 4;
    private const int FromWorkingFolder = -100;
    private const uint StatusInode = 0x100;
    private const int StatusSize = 256;

    private static int OpenReadOnlyCloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>fdatasync(2): contents, and what of the metadata is needed to read them back.</summary>
    public static void FlushData(SafeFileHandle handle, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }
        // An interrupted call has not reported an error of the disk, so it alone may be repeated.
        while (FlushDataCall(handle) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != ErrorInterrupted)
            {
                throw Failure("fdatasync", path, error);
            }
        }
    }

    /// <summary>fsync(2) on a folder, which makes names created, renamed and deleted in it durable.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using var handle = OpenToRead(folder);
        while (FlushCall(handle) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != ErrorInterrupted)
            {
                throw Failure("fsync", folder, error);
            }
        }
    }

    /// <summary>Opens a file or folder without taking the lock .NET would take.</summary>
    public static SafeFileHandle OpenToRead(string path)
    {
        var descriptor = OpenCall(path, OpenReadOnlyCloseOnExec);
        return descriptor < 0
            ? throw Failure("open", path, Marshal.GetLastPInvokeError())
            : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>flock(2), exclusive, without waiting.</summary>
    /// <returns>Whether the lock is held.</returns>
    public static bool TryLock(SafeFileHandle handle) =>
        OperatingSystem.IsWindows() || LockCall(handle, LockExclusiveNow) == 0;

    /// <summary>posix_fadvise(2) with POSIX_FADV_DONTNEED. Advice: that it was not taken is no error.</summary>
    public static void DropCache(SafeFileHandle handle)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = AdviseCall(handle, 0, 0, AdviseDontNeed);
        }
    }

    /// <summary>rename(2), telling a different file system (false) from every other failure (an exception).</summary>
    public static bool TryRename(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Move(from, to, overwrite: true);
            return true;
        }
        if (RenameCall(from, to) == 0)
        {
            return true;
        }
        var error = Marshal.GetLastPInvokeError();
        return error == ErrorCrossDevice ? false : throw Failure("rename", from, error);
    }

    /// <summary>Whether two names are of one file: same device and inode (statx(2)).</summary>
    public static bool AreSame(string one, string other) =>
        OperatingSystem.IsLinux()
            ? IdentityOf(one) == IdentityOf(other)
            : string.Equals(Resolved(one), Resolved(other), StringComparison.Ordinal);

    private static string Resolved(string path) =>
        new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);

    // struct statx of linux/stat.h, the same on every architecture: 256 bytes; inode at 32, device at 136 and 140.
    private static (ulong Inode, uint Major, uint Minor) IdentityOf(string path)
    {
        Span<byte> status = stackalloc byte[StatusSize];
        if (StatusCall(FromWorkingFolder, path, 0, StatusInode, ref MemoryMarshal.GetReference(status)) != 0)
        {
            throw Failure("statx", path, Marshal.GetLastPInvokeError());
        }
        return (
            MemoryMarshal.Read<ulong>(status[32..]),
            MemoryMarshal.Read<uint>(status[136..]),
            MemoryMarshal.Read<uint>(status[140..])
        );
    }

    private static IOException Failure(string call, string path, int error) =>
        new($"{call} failed on {path}: {Marshal.GetPInvokeErrorMessage(error)}", error);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int FlushDataCall(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int FlushCall(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int OpenCall(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int LockCall(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int AdviseCall(SafeFileHandle file, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int RenameCall(string from, string to);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int StatusCall(int folder, string path, int flags, uint wanted, ref byte status);
}
