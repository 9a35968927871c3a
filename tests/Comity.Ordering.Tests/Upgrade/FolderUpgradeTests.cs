using System.Formats.Tar;
using System.IO.Compression;
using Comity.Ordering.Backup;
using Comity.Ordering.Embedded;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Tests.Simulation;
using Comity.Ordering.Upgrade;
using Comity.Protocol.Genesis;
using Comity.Testing;

namespace Comity.Ordering.Tests.Upgrade;

/// <summary>A data folder that version 0.1.0 wrote in format 1, brought up to date.</summary>
[Collection(nameof(CrashPoints))]
public sealed class FolderUpgradeTests : IDisposable
{
    private const ulong Height = 38;
    private readonly ScratchFolder _scratch = new();

    public FolderUpgradeTests()
    {
        Directory.CreateDirectory(Data);
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Upgrade", "format-1.tar.gz"));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(unzipped, Data, overwriteFiles: false);
    }

    private string Data => Path.Combine(_scratch.Path, "node");

    private string Backup => Path.Combine(_scratch.Path, "backup");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void An_old_folder_is_refused_then_upgraded_and_holds_the_same_log()
    {
        var before = ChainOf(Data);
        Assert.Equal(1, Assert.Throws<DataFolderTooOldException>(() => DataFolder.Open(Data)).Found);
        BackUp();
        var told = new List<string>();

        Assert.Equal(1, FolderUpgrade.Run(Data, Backup, told.Add));

        using var folder = DataFolder.Open(Data);
        Assert.NotEmpty(folder.Identity.Text);
        Assert.Equal((Height, before), (Height, ChainOf(Data)));
        Assert.Equal(FolderUpgrade.Plan(Data), (FolderFormat.Current, []), PlanComparer);
        Assert.Single(told);
    }

    [Fact]
    public void Nothing_is_upgraded_without_a_backup_that_holds_all_of_it()
    {
        Assert.Throws<BackupException>(() => FolderUpgrade.Run(Data, Backup, static _ => { }));
        BackUp();
        Append();

        var refused = Assert.Throws<BackupException>(() => FolderUpgrade.Run(Data, Backup, static _ => { }));

        Assert.Contains("Bring it up to date first", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, FolderFormat.Read(Data));
    }

    [Fact]
    public void An_upgraded_folder_is_left_alone()
    {
        FolderUpgrade.Run(Data, null, static _ => { });
        var identity = File.ReadAllText(Path.Combine(Data, "IDENTITY"));

        Assert.Equal(FolderFormat.Current, FolderUpgrade.Run(Data, null, static _ => Assert.Fail("there is no step")));

        Assert.Equal(identity, File.ReadAllText(Path.Combine(Data, "IDENTITY")));
    }

    [Theory]
    [InlineData(DurableStep.MidUpgradePrepared)]
    [InlineData(DurableStep.AfterUpgradeFormat)]
    public void A_process_killed_between_two_steps_leaves_a_folder_that_the_command_finishes(DurableStep step)
    {
        var before = ChainOf(Data);

        var (_, code) = ChildProcess.Run("upgrade " + step, Data);

        Assert.NotEqual(0, code);
        Assert.Equal(step == DurableStep.MidUpgradePrepared ? 1 : 2, FolderFormat.Read(Data));
        FolderUpgrade.Run(Data, null, static _ => { });
        using var folder = DataFolder.Open(Data);
        Assert.Equal(before, ChainOf(Data));
    }

    [Fact]
    public void A_backup_of_an_old_folder_restores_as_a_new_one()
    {
        BackUp();
        var restored = Path.Combine(_scratch.Path, "restored");

        Assert.Equal((1, Height), (BackupRestore.Run(Backup, restored, TimeProvider.System).DataFormat, Height));

        using var folder = DataFolder.Open(restored);
        Assert.Equal(ChainOf(Data), ChainOf(restored));
    }

    private static IEqualityComparer<(int From, IReadOnlyList<string> Steps)> PlanComparer { get; } =
        EqualityComparer<(int From, IReadOnlyList<string> Steps)>.Create(
            static (left, right) => left.From == right.From && left.Steps.SequenceEqual(right.Steps)
        );

    private void BackUp() => BackupWriter.Create(new BackupOptions { Data = Data, Destination = Backup });

    private void Append()
    {
        using var log = Open(Data);
        log.Append(log.LastHeight + 1, "more"u8);
    }

    private static string ChainOf(string folder)
    {
        using var log = Open(folder);
        Assert.Equal(Height, log.LastHeight);
        return log.LastHash.ToString();
    }

    private static BlockLog Open(string folder)
    {
        var (bytes, _) = GenesisFile.Take(folder, default);
        return BlockLog.Open(
            Path.Combine(folder, "log"),
            new BlockLogOptions { Genesis = new ChainHash(NetworkGenesis.IdOf(bytes).Bytes) }
        );
    }
}
