using Comity.Testing;

namespace Comity.Crash.Tests;

/// <summary>A data folder of the real disk for node processes, and the world whose genesis they are given.</summary>
internal sealed class CrashPlace : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public CrashPlace(string? folder = null)
    {
        World = new TestWorld(2, 2);
        Folder = folder ?? Path.Combine(_scratch.Path, "node");
        GenesisFile = Path.Combine(_scratch.Path, "genesis.bin");
        File.WriteAllBytes(GenesisFile, World.GenesisBytes);
    }

    public TestWorld World { get; }

    public string Folder { get; }

    public string GenesisFile { get; }

    /// <summary>The segment that is being written.</summary>
    public string LastSegment => Directory.GetFiles(Path.Combine(Folder, "log"), "*.log").Order().Last();

    /// <summary>Where the nodes keep their read model; empty for SQLite in their folder.</summary>
    public string PostgreSql { get; init; } = string.Empty;

    public NodeProcess Start(TimeSpan clock = default)
    {
        var (node, said) = NodeProcess.Start(Folder, GenesisFile, World, clock, PostgreSql);
        Assert.True(node is not null, said);
        return node;
    }

    public string StartInVain()
    {
        var (node, said) = NodeProcess.Start(Folder, GenesisFile, World);
        node?.Dispose();
        Assert.True(node is null, "It started.");
        return said;
    }

    public void Dispose() => _scratch.Dispose();
}
