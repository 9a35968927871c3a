using System.Runtime.InteropServices;

namespace Comity.Client.Keys;

/// <summary>Files of mode 0600 that are there whole and durably, or not at all.</summary>
internal static partial class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Whether others than the owner may read or change a file.</summary>
    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None;

    /// <summary>Writes a new file.</summary>
    /// <exception cref="IOException">It exists already, or cannot be written.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content) => Put(path, content, overwrite: false);

    /// <summary>Puts other content in a file's place: whoever opens it finds the old or the new, never a mixture.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content) => Put(path, content, overwrite: true);

    /// <summary>Renames a file over another, durably.</summary>
    public static void Rename(string from, string to, bool overwrite)
    {
        File.Move(from, to, overwrite);
        SyncFolder(FolderOf(to));
    }

    private static void Put(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new IOException($"{path} exists already; a key is never written over another file.");
        }

        var folder = FolderOf(path);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            // Without overwriting .NET links the file to its name and unlinks the other: that fails where the name is taken.
            File.Move(temporary, path, overwrite);
            SyncFolder(folder);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";

    // A name is durable once its folder is flushed, which .NET does not offer. Windows does it by itself.
    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{folder} cannot be flushed: error {Marshal.GetLastPInvokeError()}.");
        }

        var failed = Sync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed)
        {
            throw new IOException($"{folder} cannot be flushed: error {error}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int descriptor);
}
