namespace Comity.Ordering.Files;

/// <summary>Writes small files so that after a crash there is the old one or the new one, whole.</summary>
internal static class DurableFile
{
    /// <summary>Writes a file under a temporary name, flushes it, and gives it its name durably.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file's name; an older one is replaced.</param>
    /// <param name="content">All of it.</param>
    /// <param name="mode">Who may read it, where that matters.</param>
    public static void Write(string folder, string name, ReadOnlySpan<byte> content, UnixFileMode? mode = null)
    {
        var partial = Path.Combine(folder, name + ".partial");
        File.Delete(partial);
        using (var file = RealDisk.Instance.Create(partial))
        {
            if (mode is { } allowed && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(partial, allowed);
            }

            file.Write(content, 0);
            file.Flush();
        }

        RealDisk.Instance.TryRename(partial, Path.Combine(folder, name));
        RealDisk.Instance.FlushFolder(folder);
    }
}
