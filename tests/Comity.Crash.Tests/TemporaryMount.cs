using System.Diagnostics;

namespace Comity.Crash.Tests;

/// <summary>A small file system in memory, where this machine lets us mount one.</summary>
internal sealed class TemporaryMount : IDisposable
{
    private TemporaryMount(string path) => Path = path;

    public string Path { get; }

    public static TemporaryMount? TryMake(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("comity-mount-").FullName;
        if (TryRun("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
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

    public bool TryMakeReadOnly() => TryRun("mount", "-o", "remount,ro", Path);

    public void Dispose()
    {
        TryRun("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
