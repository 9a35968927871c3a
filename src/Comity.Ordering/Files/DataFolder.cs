using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Comity.Ordering.Files;

/// <summary>
/// A node's data folder, held for exclusive use until disposed of or until the process ends, however it ends.
/// </summary>
/// <remarks>
/// Layout: <c>FORMAT</c> (one line, the format version), <c>LOCK</c> (locked with flock(2); says who holds it),
/// <c>log/</c>, <c>checkpoints/</c>, <c>archive/</c>.
/// </remarks>
public sealed class DataFolder : IDisposable
{
    /// <summary>What the FORMAT file of a folder this program reads says.</summary>
    public const string Format = "comity-data 1";

    private const string FormatFile = "FORMAT";
    private const string LockFile = "LOCK";
    private const int LongestNote = 512;
    private readonly SafeFileHandle held;

    private DataFolder(string path, SafeFileHandle held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string Path { get; }

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
                WriteLayout(full);
            }
            catch
            {
                lease.Dispose();
                throw;
            }
            return new DataFolder(full, lease);
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
            CheckFormat(full, formatFile);
            return new DataFolder(full, Hold(full));
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

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => held.Dispose();

    private static string[] OwnNames =>
        [LockFile, FormatFile, FormatFile + ".partial", "log", "checkpoints", "archive"];

    private static void WriteLayout(string full)
    {
        foreach (var name in (string[])["log", "checkpoints", "archive"])
        {
            Directory.CreateDirectory(System.IO.Path.Combine(full, name));
        }
        // The format is written last, under another name first: a folder with a FORMAT file is a whole folder.
        var partial = System.IO.Path.Combine(full, FormatFile + ".partial");
        File.Delete(partial);
        using (var file = RealDisk.Instance.Create(partial))
        {
            file.Write(Encoding.UTF8.GetBytes(Format + "\n"), 0);
            file.Flush();
        }
        PosixFile.TryRename(partial, System.IO.Path.Combine(full, FormatFile));
        PosixFile.FlushFolder(full);
        var parent = System.IO.Path.GetDirectoryName(full);
        if (parent is not null)
        {
            PosixFile.FlushFolder(parent);
        }
    }

    private static void CheckFormat(string full, string formatFile)
    {
        using var file = RealDisk.Instance.Open(formatFile, FileAccess.Read);
        Span<byte> bytes = stackalloc byte[LongestNote];
        var found = Encoding.UTF8.GetString(bytes[..file.Read(bytes, 0)]).TrimEnd('\n');
        if (found != Format)
        {
            throw new DataFolderFormatException(full, found, Format);
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
        var probe = System.IO.Path.Combine(full, FormatFile + ".partial");
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
