using Comity.Node.Configuration;
using Comity.Ordering.Embedded;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Witness;

namespace Comity.Node.Operating.Checks;

/// <summary>The data folder: there, of the right format, free, not stopped, its log whole to the end.</summary>
internal static class FolderCheck
{
    /// <summary>Looks.</summary>
    public static (IReadOnlyList<Finding> Findings, bool IsRunning) Run(NodeConfiguration configuration)
    {
        var folder = configuration.Options.DataFolder;
        try
        {
            var found = DataFolderInspection.Of(folder);
            return found.Exists ? Existing(folder, found) : (New(configuration), false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ([new Finding(Severity.Error, "CHK101", folder, fault.Message)], false);
        }
    }

    private static List<Finding> New(NodeConfiguration configuration)
    {
        var folder = configuration.Options.DataFolder;
        var findings = new List<Finding>();
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            findings.Add(
                new Finding(
                    Severity.Error,
                    "CHK102",
                    folder,
                    "holds other things and no node's data; name an empty folder, one that does not exist, or the right one"
                )
            );
        }

        if (configuration.GenesisFile is not { } genesis)
        {
            findings.Add(
                new Finding(
                    Severity.Error,
                    "CHK103",
                    folder,
                    "is new, and no genesis is named for the first start; set 'genesis' to the network's genesis file"
                )
            );
        }
        else if (!File.Exists(genesis))
        {
            findings.Add(new Finding(Severity.Error, "CHK104", genesis, "there is no such genesis file"));
        }

        return findings;
    }

    private static (IReadOnlyList<Finding> Findings, bool IsRunning) Existing(string folder, DataFolderInspection found)
    {
        if (OtherFormat(folder, found.Format) is { } other)
        {
            return ([other], false);
        }

        var findings = new List<Finding>();
        if (!File.Exists(Path.Combine(folder, GenesisFile.Name)))
        {
            findings.Add(
                new Finding(
                    Severity.Warning,
                    "CHK107",
                    folder,
                    $"has no {GenesisFile.Name}: its first start did not come so far; start it with 'genesis' set"
                )
            );
        }

        if (StopMark.Read(folder) is { } stop)
        {
            findings.Add(
                new Finding(
                    Severity.Error,
                    "CHK108",
                    Path.Combine(folder, StopMark.FileName),
                    $"orders nothing: {stop.Explanation} {stop.Remedy}"
                )
            );
        }

        if (found.Holder is { } holder)
        {
            findings.Add(
                new Finding(
                    Severity.Note,
                    "CHK109",
                    folder,
                    $"a node is running on it ({holder}); its log and ports were left alone"
                )
            );
            return (findings, true);
        }

        findings.AddRange(Tail(Path.Combine(folder, "log")));
        return (findings, false);
    }

    private static Finding? OtherFormat(string folder, int format) =>
        format > FolderFormat.Current
            ? new Finding(
                Severity.Error,
                "CHK105",
                folder,
                new DataFolderTooNewException(folder, format, FolderFormat.Current).Message
            )
        : format < FolderFormat.Current
            ? new Finding(
                Severity.Error,
                "CHK106",
                folder,
                new DataFolderTooOldException(folder, format, FolderFormat.Current).Message
            )
        : null;

    private static IEnumerable<Finding> Tail(string log)
    {
        LogInspection? found;
        Finding? damage = null;
        try
        {
            found = LogInspection.Of(log);
        }
        catch (LogDamagedException damaged)
        {
            (found, damage) = (null, new Finding(Severity.Error, "CHK110", log, damaged.Message));
        }

        if (damage is not null)
        {
            yield return damage;
        }
        else if (found is { Torn: true })
        {
            yield return new Finding(
                Severity.Note,
                "CHK111",
                log,
                $"ends at height {found.LastHeight} with a half-written record behind it that nobody was answered for; starting the node cuts it"
            );
        }
        else if (found is not null)
        {
            yield return new Finding(
                Severity.Note,
                "CHK112",
                log,
                $"is whole from height {found.FirstHeight} to {found.LastHeight}"
            );
        }
    }
}
