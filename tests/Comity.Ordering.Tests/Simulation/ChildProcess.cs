using System.Diagnostics;
using System.Runtime.CompilerServices;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Upgrade;

namespace Comity.Ordering.Tests.Simulation;

/// <summary>This test program, started once more to be a second node: told what to do by its environment.</summary>
internal static class ChildProcess
{
    private const string Role = "COMITY_TEST_CHILD";
    private const string Upgrading = "upgrade ";

    /// <summary>Starts a second node on a folder.</summary>
    /// <param name="role">"open": say whether the folder opens. "upgrade STEP": upgrade until killed there. Else the name of a durable step: append until killed there.</param>
    /// <param name="folder">The data folder.</param>
    /// <returns>What it said, and how it ended.</returns>
    public static (string Output, int ExitCode) Run(string role, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment[Role] = role + "\n" + folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, process.ExitCode);
    }

#pragma warning disable CA2255 // The one way to be another program before the test platform's Main.
    [ModuleInitializer]
    internal static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Role)?.Split('\n') is [var role, var folder])
        {
            Environment.Exit(
                role == "open" ? Open(folder)
                : role.StartsWith(Upgrading, StringComparison.Ordinal)
                    ? UpgradeUntil(Enum.Parse<DurableStep>(role[Upgrading.Length..]), folder)
                : AppendUntil(Enum.Parse<DurableStep>(role), folder)
            );
        }
    }
#pragma warning restore CA2255

    private static int Open(string folder)
    {
        try
        {
            using var held = DataFolder.Open(folder);
            Console.Write("opened");
            return 0;
        }
        catch (DataFolderInUseException error)
        {
            Console.Write(error.Message);
            return 3;
        }
    }

    private static int UpgradeUntil(DurableStep step, string folder)
    {
        using var armed = CrashPoint.Arm(reached =>
        {
            if (reached == step)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        });
        FolderUpgrade.Run(folder, null, static _ => { });
        return 0;
    }

    private static int AppendUntil(DurableStep step, string folder)
    {
        using var held = DataFolder.Open(folder);
        var log = BlockLog.Open(held.LogPath, new BlockLogOptions { SegmentBytes = 8192, PreparedBytes = 1024 });
        var times = 2;
        using var armed = CrashPoint.Arm(reached =>
        {
            if (reached == step && --times == 0)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        });
        for (var height = 1UL; height < 100; height++)
        {
            log.Append(height, Enumerable.Repeat((byte)height, 900).ToArray());
            log.Flush();
            Console.Out.WriteLine(height);
            Console.Out.Flush();
        }
        return 0;
    }
}
