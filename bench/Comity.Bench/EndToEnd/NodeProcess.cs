using System.Diagnostics;
using System.Net;
using Comity.Node.Access;
using Comity.Node.Access.Budgets;
using Comity.Node.Hosting;

namespace Comity.Bench.EndToEnd;

/// <summary>A real node in a process of its own: this program, started again to serve.</summary>
internal sealed class NodeProcess : IDisposable
{
    private const string Command = "serve-node";
    private readonly Process _process;

    private NodeProcess(Process process, Uri uri, TimeSpan started)
    {
        _process = process;
        Uri = uri;
        Started = started;
    }

    /// <summary>Where it answers.</summary>
    public Uri Uri { get; }

    /// <summary>How long it took from its start until it answered: recovery included.</summary>
    public TimeSpan Started { get; }

    /// <summary>Starts a node on a folder and waits until it answers.</summary>
    public static NodeProcess Start(string folder, string genesis)
    {
        var watch = Stopwatch.StartNew();
        var process =
            Process.Start(
                new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", [Command, folder, genesis])
                {
                    RedirectStandardOutput = true,
                }
            ) ?? throw new InvalidOperationException("The node did not start.");
        var line = process.StandardOutput.ReadLine();
        return line is null
            ? throw new InvalidOperationException("The node ended before it answered.")
            : new NodeProcess(process, new Uri(line), watch.Elapsed);
    }

    /// <summary>What the started process does, where these are its arguments.</summary>
    public static async Task<bool> ServeAsync(string[] arguments)
    {
        if (arguments is not [Command, var folder, var genesis])
        {
            return false;
        }

        await using var host = await NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = folder,
                Genesis = await File.ReadAllBytesAsync(genesis),
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning,
                // Recovery is measured from the log alone, and the trail is a reader of the log, not part of finality.
                CheckpointEveryBlocks = ulong.MaxValue,
                CheckpointEveryBytes = long.MaxValue,
                KeepTrail = false,
                // TLS has a figure of its own; one caller here stands for all.
                Access = new AccessOptions
                {
                    InsecureLoopback = true,
                    Budgets = new BudgetOptions { Transactions = new RateBudget(10_000_000, 10_000_000) },
                },
            }
        );
        Console.WriteLine(host.Uri);
        await host.Stopped;
        return true;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
