using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Comity.Ordering.Files;

/// <summary>
/// A node's data folder, held for exclusive use until disposed of or until the process ends, however it ends.
/// </summary>
/// <remarks>
/// Layout: <c>FORMAT</c> (<see cref="FolderFormat"/>), <c>IDENTITY</c> (<see cref="FolderIdentity"/>), <c>LOCK</c> (locked with
/// flock(2); says who holds it), <c>log/</c>, <c>checkpoints/</c>, <c>archive/</c>.
/// </remarks>
public sealed class DataFolder : IDisposable
{
    private const string FormatFile = FolderFormat.FileName;
    private const string LockFile = "LOCK";
    private const int LongestNote = 512;
    private readonly SafeFileHandle held;

    private DataFolder(string path, SafeFileHandle held, FolderIdentity identity)
    {
        Path = path;
        Identity = identity;
        this.held = held;
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string Path { get; }

    /// <summary>Which folder it is.</summary>
    public FolderIdentity Identity { get; }

    /// <summary>Where the block log is.</summary>
    public string LogPath => System.IO.Path.Combine(Path, "log");

    /// <summary>Where the checkpoints are.</summary>
    public string CheckpointsPath => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>Where archived segments of the log go unless another folder is given.</summary>
    public string ArchivePath => System.IO.Path.Combine(Path, "archive");

    /// <summary>Makes a new data folder and opens it.</summary>
    /// <param name="path">A folder that does not exist or is empty.</param>
    /// <returns>The folder, held.</returns>
    /// <exception cref="DataFolderException">Why it could not be made.</exception>
    public static DataFolder Create(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
        {
            throw new DataFolderMissingException(full, "a file is there");
        }
        try
        {
            var folder = Directory.CreateDirectory(full);
            // A creation that was interrupted left no FORMAT, which is written last, and nothing but these.
            var foreign = folder
                .EnumerateFileSystemInfos()
                .Select(entry => entry.Name)
                .Except(OwnNames)
                .FirstOrDefault();
            if (foreign is not null || File.Exists(System.IO.Path.Combine(full, FormatFile)))
            {
                throw new DataFolderNotEmptyException(full, foreign ?? FormatFile);
            }
            var lease = Hold(full);
            try
            {
                return new DataFolder(full, lease, WriteLayout(full));
            }
            catch
            {
                lease.Dispose();
                throw;
            }
        }
        catch (Exception error) when (IsReadOnly(error))
        {
            throw new DataFolderReadOnlyException(full, error);
        }
    }

    /// <summary>Opens a data folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder, held.</returns>
    /// <exception cref="DataFolderException">Why it could not be opened.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(full))
        {
            throw new DataFolderMissingException(full, File.Exists(full) ? "a file is there" : "nothing is there");
        }
        var formatFile = System.IO.Path.Combine(full, FormatFile);
        if (!File.Exists(formatFile))
        {
            throw new DataFolderMissingException(full, "the folder there has no FORMAT file");
        }
        try
        {
            CheckFormat(full);
            var lease = Hold(full);
            try
            {
                return new DataFolder(full, lease, FolderIdentity.TakeOrMake(full));
            }
            catch
            {
                lease.Dispose();
                throw;
            }
        }
        catch (Exception error) when (IsReadOnly(error))
        {
            throw new DataFolderReadOnlyException(full, error);
        }
    }

    /// <summary>Opens a data folder, or makes it where there is none or an empty one.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder, held.</returns>
    /// <exception cref="DataFolderException">Why it could not be opened.</exception>
    public static DataFolder OpenOrCreate(string path) =>
        File.Exists(System.IO.Path.Combine(path, FormatFile)) ? Open(path) : Create(path);

    /// <summary>Who holds a folder; nothing where nobody does. Changes nothing.</summary>
    internal static string? HolderOf(string path)
    {
        var file = System.IO.Path.Combine(path, LockFile);
        if (!File.Exists(file))
        {
            return null;
        }

        using var handle = PosixFile.OpenToRead(file);
        return PosixFile.TryLock(handle) ? null : Holder(file);
    }

    /// <summary>Holds a folder of an older format, for whoever brings it up to date.</summary>
    internal static SafeFileHandle HoldForUpgrade(string path)
    {
        try
        {
            return Hold(path);
        }
        catch (Exception error) when (IsReadOnly(error))
        {
            throw new DataFolderReadOnlyException(path, error);
        }
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => held.Dispose();

    private static string[] OwnNames =>
        [
            LockFile,
            FormatFile,
            FolderFormat.PartialName,
            FolderIdentity.FileName,
            FolderIdentity.FileName + ".partial",
            "log",
            "checkpoints",
            "archive",
        ];

    private static FolderIdentity WriteLayout(string full)
    {
        foreach (var name in (string[])["log", "checkpoints", "archive"])
        {
            Directory.CreateDirectory(System.IO.Path.Combine(full, name));
        }
        var identity = FolderIdentity.Make(full);
        // The format is written last: a folder with a FORMAT file is a whole folder.
        FolderFormat.Write(full, FolderFormat.Current);
        var parent = System.IO.Path.GetDirectoryName(full);
        if (parent is not null)
        {
            PosixFile.FlushFolder(parent);
        }

        return identity;
    }

    private static void CheckFormat(string full)
    {
        var found = FolderFormat.Read(full);
        if (found > FolderFormat.Current)
        {
            throw new DataFolderTooNewException(full, found, FolderFormat.Current);
        }

        if (found < FolderFormat.Current)
        {
            throw new DataFolderTooOldException(full, found, FolderFormat.Current);
        }
    }

    private static SafeFileHandle Hold(string full)
    {
        var path = System.IO.Path.Combine(full, LockFile);
        SafeFileHandle handle;
        try
        {
            // .NET locks with flock where it can, and says nothing where it cannot: hence the explicit lock below.
            handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new DataFolderInUseException(full, Holder(path));
        }
        try
        {
            if (!PosixFile.TryLock(handle))
            {
                throw new DataFolderLockUnsupportedException(full);
            }
            var note = Encoding.UTF8.GetBytes(
                $"process {Environment.ProcessId} on host {Environment.MachineName} since {TimeProvider.System.GetUtcNow():u}\n"
            );
            RandomAccess.SetLength(handle, 0);
            RandomAccess.Write(handle, note, 0);
            ProbeWriting(full);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    // An existing LOCK can be writable in a folder that is not.
    private static void ProbeWriting(string full)
    {
        var probe = System.IO.Path.Combine(full, FolderFormat.PartialName);
        File.OpenHandle(probe, FileMode.Create, FileAccess.Write).Dispose();
        File.Delete(probe);
    }

    private static string Holder(string path)
    {
        try
        {
            using var handle = PosixFile.OpenToRead(path);
            Span<byte> bytes = stackalloc byte[LongestNote];
            var note = Encoding.UTF8.GetString(bytes[..RandomAccess.Read(handle, bytes, 0)]).Trim();
            return note.Length > 0 ? note : "a process that is just starting";
        }
        catch (Exception error) when (error is IOException or DllNotFoundException or EntryPointNotFoundException)
        {
            return "another process";
        }
    }

    // EWOULDBLOCK is 11 on Linux and 35 on macOS; Windows says ERROR_SHARING_VIOLATION.
    private static bool IsHeld(IOException error) =>
        error.HResult is 11 or 35 || error.HResult == unchecked((int)0x80070020);

    // EROFS is 30 on Linux and macOS alike; EACCES and EPERM arrive as UnauthorizedAccessException.
    private static bool IsReadOnly(Exception error) =>
        error is UnauthorizedAccessException
        || (error is IOException { HResult: 30 } && error is not DataFolderException);
}
