namespace Comity.Ordering.Files;

/// <summary>The operating system's file system.</summary>
public sealed class RealDisk : IDisk
{
    private RealDisk() { }

    /// <summary>The one there is.</summary>
    public static RealDisk Instance { get; } = new();

    /// <inheritdoc/>
    public IDiskFile Create(string path) => RealDiskFile.Open(path, FileMode.CreateNew, FileAccess.ReadWrite);

    /// <inheritdoc/>
    public IDiskFile Open(string path, FileAccess access) => RealDiskFile.Open(path, FileMode.Open, access);

    /// <inheritdoc/>
    public IReadOnlyList<string> Names(string folder)
    {
        var names = Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public bool TryRename(string from, string to) => PosixFile.TryRename(from, to);

    /// <inheritdoc/>
    public bool AreSame(string one, string other) => PosixFile.AreSame(one, other);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void FlushFolder(string folder) => PosixFile.FlushFolder(folder);
}
