using Comity.Ordering.Backup;
using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Ordering.Log;
using Comity.Ordering.Tests.Simulation;
using Comity.Protocol.Identifiers;
using Comity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Ordering.Tests.Backup;

/// <summary>A node's life told in a few words: pays, is backed up, loses its disk, is restored. Small segments, so that there are many.</summary>
internal sealed class NodeStory : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public TestWorld World { get; } = new(2);

    public string Data => this["data"];

    public string Backup => this["backup"];

    public string Witness => this["witness"];

    public string this[string name] => Path.Combine(_scratch.Path, name);

    public EmbeddedEngineOptions Options(bool witness = false) =>
        new()
        {
            Folder = Data,
            Genesis = World.GenesisBytes,
            Verifiers = 1,
            Witness = witness ? Witness : null,
            CheckpointEveryBlocks = 20,
            Log = new BlockLogOptions { SegmentBytes = 8192, PreparedBytes = 1024 },
        };

    public EmbeddedEngine Open(bool witness = false) => EmbeddedEngine.Open(Options(witness), NullLogger.Instance);

    public async Task<EmbeddedEngine> StartFunded(bool witness = false)
    {
        var engine = Open(witness);
        foreach (var transaction in World.Founding(1_000_000))
        {
            Assert.IsType<Outcome.Applied>(Assert.Single(await engine.SubmitAsync([transaction], Wait.Final)));
        }

        return engine;
    }

    /// <summary>Pays in so many blocks; the tip afterwards.</summary>
    public async Task<LedgerTip> Pay(EmbeddedEngine engine, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Assert.IsType<Outcome.Applied>(Assert.Single(await engine.SubmitAsync([Payment()], Wait.Final)));
        }

        return await TipOf(engine);
    }

    public static Task<LedgerTip> TipOf(EmbeddedEngine engine) =>
        engine.ReadAsync(static (_, tip) => tip, TestContext.Current.CancellationToken);

    public byte[] Payment() => World.Pay(World.Banks[0], World.Banks[1], 1, Uetr.Random());

    public (BackupManifest Manifest, long Copied) BackUp(params string[] archives) =>
        BackupWriter.Create(
            new BackupOptions
            {
                Data = Data,
                Destination = Backup,
                Archives = archives,
            }
        );

    public BackupReport Verify() =>
        BackupVerifier.Verify(Backup, TimeProvider.System, null, TestContext.Current.CancellationToken);

    public void LoseDisk() => Directory.Delete(Data, recursive: true);

    public BackupManifest Restore() => BackupRestore.Run(Backup, Data, TimeProvider.System);

    public void Dispose() => _scratch.Dispose();
}
