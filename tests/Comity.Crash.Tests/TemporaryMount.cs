using Comity.Testing;

namespace Comity.Crash.Tests;

/// <summary>A small file system in memory, where this machine lets us mount one.</summary>
internal sealed class TemporaryMount : IDisposable
{
    private TemporaryMount(string path) => Path = path;

    public string Path { get; }

    public static TemporaryMount? TryMake(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("comity-mount-").FullName;
        if (SystemProgram.TryRun("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
        {
            return new TemporaryMount(path);
        }

        Directory.Delete(path);
        return null;
    }

    /// <summary>Leaves no more than some kilobytes free.</summary>
    public void Fill(string file)
    {
        var free = new DriveInfo(Path).AvailableFreeSpace;
        File.WriteAllBytes(file, new byte[Math.Max(0, free - (256 << 10))]);
    }

    public bool TryMakeReadOnly() => SystemProgram.TryRun("mount", "-o", "remount,ro", Path);

    public void Dispose()
    {
        SystemProgram.TryRun("umount", "-l", Path);
        Directory.Delete(Path);
    }
}
