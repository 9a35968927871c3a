using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Tests.Simulation;
using Comity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Ordering.Tests.Engine;

/// <summary>The embedded engine, on a folder of the real disk behind a disk that can be made to fail.</summary>
public sealed class EmbeddedEngineUnderTest : EngineUnderTest
{
    private readonly ScratchFolder _scratch = new();
    private readonly List<IOrderingEngine> _started = [];

    internal FaultyDisk Disk { get; } = new();

    internal string Folder => Path.Combine(_scratch.Path, $"node-{_lives}");

    private int _lives;

    public override IOrderingEngine Start(TestWorld world, int mostInFlight = 10_000) =>
        Open(Options(world) with { MostInFlight = mostInFlight });

    internal EmbeddedEngineOptions Options(TestWorld world) =>
        new()
        {
            Folder = Folder,
            Genesis = world.GenesisBytes,
            Time = Time,
            Disk = Disk,
            Verifiers = 2,
        };

    internal EmbeddedEngine Open(EmbeddedEngineOptions options)
    {
        var engine = EmbeddedEngine.Open(options, NullLogger.Instance);
        _started.Add(engine);
        return engine;
    }

    /// <summary>What a kill leaves is what the operating system has: a copy of the folder as it is.</summary>
    public override void Kill(IOrderingEngine engine)
    {
        var from = Folder;
        _lives++;
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == "LOCK")
            {
                continue;
            }

            var to = Path.Combine(Folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        foreach (var folder in (string[])["log", "checkpoints", "archive"])
        {
            Directory.CreateDirectory(Path.Combine(Folder, folder));
        }
    }

    public override void BreakDisk() => Disk.Broken = true;

    public override async ValueTask DisposeAsync()
    {
        foreach (var engine in _started)
        {
            try
            {
                await engine.DisposeAsync();
            }
            catch (IOException) when (Disk.Broken) { }
        }

        _scratch.Dispose();
    }
}
