using Comity.Ordering.Backup;
using Comity.Ordering.Files;

namespace Comity.Ordering.Upgrade;

/// <summary>
/// Brings a data folder of an older format up to date. Every step can be done again, and the FORMAT file is written last: stopped
/// anywhere, the folder is of the old format still, and the command can be given again.
/// </summary>
public static class FolderUpgrade
{
    private static readonly UpgradeStep[] All =
    [
        new(
            1,
            "give the folder an identity (IDENTITY), so that a witness can tell it from a restored copy",
            GiveIdentity
        ),
    ];

    /// <summary>A folder's format version and what is to be done; no steps where it is up to date.</summary>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="DataFolderException">It is no data folder, or of a later format.</exception>
    public static (int From, IReadOnlyList<string> Steps) Plan(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FolderFormat.FileName)))
        {
            throw new DataFolderMissingException(folder, "the folder there has no FORMAT file");
        }

        var from = FolderFormat.Read(folder);
        return from > FolderFormat.Current
            ? throw new DataFolderTooNewException(folder, from, FolderFormat.Current)
            : (from, [.. All.Where(step => step.From >= from).Select(static step => step.Description)]);
    }

    /// <summary>Does what is to be done.</summary>
    /// <param name="folder">The data folder of a node that is stopped.</param>
    /// <param name="backup">
    /// A backup that holds everything that the folder's log holds; absent only where the operator has said that there is another way
    /// back.
    /// </param>
    /// <param name="told">Told of each step before it is done.</param>
    /// <returns>The version it had.</returns>
    /// <exception cref="DataFolderException">It is no data folder, is in use, or of a later format.</exception>
    /// <exception cref="BackupException">The backup lacks something; nothing was changed.</exception>
    public static int Run(string folder, string? backup, Action<string> told)
    {
        var full = Path.GetFullPath(folder);
        var (from, steps) = Plan(full);
        if (steps.Count == 0)
        {
            return from;
        }

        using var held = DataFolder.HoldForUpgrade(full);
        if (backup is not null)
        {
            BackupCoverage.Require(backup, full);
        }

        foreach (var step in All.Where(step => step.From >= from))
        {
            told(step.Description);
            step.Run(full);
            CrashPoint.Reach(DurableStep.MidUpgradePrepared);
            FolderFormat.Write(full, step.From + 1);
            CrashPoint.Reach(DurableStep.AfterUpgradeFormat);
        }

        return from;
    }

    private static void GiveIdentity(string folder) => FolderIdentity.Make(folder);

    private sealed record UpgradeStep(int From, string Description, Action<string> Run);
}
