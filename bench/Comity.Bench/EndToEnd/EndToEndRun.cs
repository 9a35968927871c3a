using Comity.Bench.World;
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
        Directory.GetFiles(Path.Combine(Folder, "data", "log")).Sum(static file => new FileInfo(file).Length);

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
        var node = NodeProcess.Start(Path.Combine(folder, "data"), GenesisFile(folder), asInProduction);
        using var load = new Load(node.Uri, world.Tokens);
        // In order: what is founded later relies on what is founded first.
        await load.SaturateAsync(
            [.. world.Founding().Select(unsigned => world.Signed(unsigned))],
            perMessage: 20,
            streams: 1,
            underWay: 1
        );
        return new EndToEndRun(folder, world, node, asInProduction);
    }

    /// <summary>Kills the node and starts it again on what it left.</summary>
    public void Restart()
    {
        Node.Dispose();
        Node = NodeProcess.Start(Path.Combine(Folder, "data"), GenesisFile(Folder), _asInProduction);
    }

    /// <summary>Sends payments as fast as they are answered.</summary>
    /// <returns>Payments per second.</returns>
    public async Task<double> SaturateAsync(ByteString[] transactions, int paymentsEach)
    {
        using var load = new Load(Node.Uri, World.Tokens);
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

    private static string GenesisFile(string folder) => Path.Combine(folder, "genesis");
}
