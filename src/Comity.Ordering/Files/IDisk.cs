namespace Comity.Ordering.Files;

/// <summary>
/// What the durable store needs of a file system, and nothing more. It exists so that a test can be the disk: full,
/// failing, or losing power with writes still in its cache.
/// </summary>
/// <remarks>
/// Every method throws <see cref="IOException"/> when the disk refuses, <see cref="DiskFullException"/> when the reason
/// is want of space. A file's name, its contents and its length become durable separately: contents and length by
/// <see cref="IDiskFile.Flush"/>, the name by <see cref="FlushFolder"/> (POSIX fsync(2), notes).
/// </remarks>
public interface IDisk
{
    /// <summary>Makes a new, empty file and opens it for reading and writing.</summary>
    /// <param name="path">The file; its folder exists and the file does not.</param>
    /// <returns>The open file, owned by the caller.</returns>
    IDiskFile Create(string path);

    /// <summary>Opens a file that exists.</summary>
    /// <param name="path">The file.</param>
    /// <param name="access">Whether it will be written.</param>
    /// <returns>The open file, owned by the caller.</returns>
    IDiskFile Open(string path, FileAccess access);

    /// <summary>The names, without folder, of everything directly in a folder, in ordinal order.</summary>
    /// <param name="folder">The folder; one that does not exist is an <see cref="IOException"/>.</param>
    IReadOnlyList<string> Names(string folder);

    /// <summary>Renames a file, replacing any file already at the new name, atomically.</summary>
    /// <param name="from">The file as it is.</param>
    /// <param name="to">The name it shall have.</param>
    /// <returns>False, with nothing changed, if the two names are on different file systems.</returns>
    bool TryRename(string from, string to);

    /// <summary>Whether two names are of one and the same file, through links and mounts.</summary>
    /// <param name="one">A file that exists.</param>
    /// <param name="other">A file that exists.</param>
    bool AreSame(string one, string other);

    /// <summary>Deletes a file that exists.</summary>
    /// <param name="path">The file.</param>
    void Delete(string path);

    /// <summary>Makes the names in a folder durable: files created, renamed or deleted there stay so after a power cut.</summary>
    /// <param name="folder">The folder.</param>
    void FlushFolder(string folder);
}
