using System.Diagnostics;
using System.Net;
using Comity.Node.Access;
using Comity.Node.Access.Budgets;
using Comity.Node.Access.Transport;
using Comity.Node.Hosting;
using Comity.Node.ReadModel;
using Comity.Testing;

namespace Comity.Bench.EndToEnd;

/// <summary>A real node in a process of its own: this program, started again to serve.</summary>
internal sealed class NodeProcess : IDisposable
{
    private const string Command = "serve-node";
    private const string AsInProduction = "as-in-production";
    private const string Bare = "bare";
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

    /// <summary>The memory that it has from the system at this moment.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a node on a folder and waits until it answers.</summary>
    /// <param name="folder">With the genesis and the node's certificate, as <see cref="EndToEndRun"/> makes them; its data goes below.</param>
    /// <param name="asInProduction">
    /// With checkpoints and a read model. Without, recovery is measured from the log alone, and finality without what reads the log.
    /// </param>
    public static NodeProcess Start(string folder, bool asInProduction)
    {
        var watch = Stopwatch.StartNew();
        var process =
            Process.Start(
                new ProcessStartInfo(
                    Environment.ProcessPath ?? "dotnet",
                    [Command, folder, asInProduction ? AsInProduction : Bare]
                )
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
        if (arguments is not [Command, var folder, var shape])
        {
            return false;
        }

        using var certificates = new TestCertificates(EndToEndRun.CertificatesFolder(folder));
        certificates.MakeNode();
        var options = new NodeOptions
        {
            DataFolder = EndToEndRun.DataFolder(folder),
            Genesis = await File.ReadAllBytesAsync(EndToEndRun.GenesisFile(folder)),
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning,
            // One caller stands for all.
            Access = new AccessOptions
            {
                Tls = new TlsOptions(certificates.NodeFile, certificates.NodeKeyFile),
                Budgets = new BudgetOptions { Transactions = new RateBudget(10_000_000, 10_000_000) },
            },
        };
        if (!string.Equals(shape, AsInProduction, StringComparison.Ordinal))
        {
            options = options with
            {
                CheckpointEveryBlocks = ulong.MaxValue,
                CheckpointEveryBytes = long.MaxValue,
                ReadModel = new ReadModelOptions.None(),
            };
        }

        await using var host = await NodeHost.StartAsync(options);
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
