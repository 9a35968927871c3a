using Comity.Bench.World;
using Comity.Client.Security;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;
using Google.Protobuf;

namespace Comity.Bench.EndToEnd;

/// <summary>A founded node in a folder of its own, and the world that pays through it.</summary>
internal sealed class EndToEndRun : IDisposable
{
    private readonly bool _asInProduction;

    private EndToEndRun(string folder, BenchWorld world, NodeProcess node, bool asInProduction)
    {
        (Folder, World, Node, _asInProduction) = (folder, world, node, asInProduction);
    }

    /// <summary>The folder; the node's data is below it.</summary>
    public string Folder { get; }

    /// <summary>Who pays whom.</summary>
    public BenchWorld World { get; }

    /// <summary>The node, as it runs now.</summary>
    public NodeProcess Node { get; private set; }

    /// <summary>Bytes of log.</summary>
    public long LogBytes =>
        Directory.GetFiles(Path.Combine(DataFolder(Folder), "log")).Sum(static file => new FileInfo(file).Length);

    /// <summary>Starts a node on an empty folder and founds the world on it.</summary>
    /// <param name="parent">The folder is made below it.</param>
    /// <param name="accounts">So many accounts.</param>
    /// <param name="parameters">The network's; the defaults where absent.</param>
    /// <param name="asInProduction">See <see cref="NodeProcess.Start"/>.</param>
    public static async Task<EndToEndRun> StartAsync(
        string parent,
        int accounts,
        NetworkParameters? parameters = null,
        bool asInProduction = false
    )
    {
        var folder = Path.Combine(parent, $"comity-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var now = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var world = new BenchWorld(
            accounts,
            new Timestamp(now - 1_000),
            parameters,
            Math.Min(BenchWorld.HalfADay, parameters?.LongestValidityMilliseconds ?? BenchWorld.HalfADay)
        );
        await File.WriteAllBytesAsync(GenesisFile(folder), world.Genesis.ToBytes());
        var run = new EndToEndRun(folder, world, NodeProcess.Start(folder, asInProduction), asInProduction);
        using var load = run.OpenLoad();
        // In order: what is founded later relies on what is founded first.
        await load.SaturateAsync(
            [.. world.Founding().Select(unsigned => world.Signed(unsigned))],
            perMessage: 20,
            streams: 1,
            underWay: 1
        );
        return run;
    }

    /// <summary>Kills the node and starts it again on what it left.</summary>
    public void Restart()
    {
        Node.Dispose();
        Node = NodeProcess.Start(Folder, _asInProduction);
    }

    /// <summary>A connection over TLS, with a token, as every client has one.</summary>
    public Load OpenLoad() =>
        new(
            Node.Uri,
            new ConnectionSecurity
            {
                Tokens = World.Tokens,
                Trust = NodeTrust.Authority(Path.Combine(CertificatesFolder(Folder), "ca.pem")),
            }
        );

    /// <summary>Sends payments as fast as they are answered.</summary>
    /// <returns>Payments per second.</returns>
    public async Task<double> SaturateAsync(ByteString[] transactions, int paymentsEach)
    {
        using var load = OpenLoad();
        var perMessage = Math.Max(1, 500 / paymentsEach);
        var elapsed = await load.SaturateAsync(transactions, perMessage, streams: 4, underWay: 8);
        return transactions.Length * (double)paymentsEach / elapsed.TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Node.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Where the genesis of a run is.</summary>
    public static string GenesisFile(string folder) => Path.Combine(folder, "genesis");

    /// <summary>Where its node's data is.</summary>
    public static string DataFolder(string folder) => Path.Combine(folder, "data");

    /// <summary>Where its node's certificate is, and its authority's.</summary>
    public static string CertificatesFolder(string folder) => Path.Combine(folder, "certificates");
}
