using Comity.Node.Configuration;
using Comity.Ordering.Witness;

namespace Comity.Node.Operating.Checks;

/// <summary>The witness: named, on another file system than the data, readable.</summary>
internal static class WitnessCheck
{
    /// <summary>Looks.</summary>
    public static IEnumerable<Finding> Run(NodeConfiguration configuration)
    {
        if (configuration.Options.Operation.Witness is not { } path)
        {
            yield return new Finding(
                Severity.Warning,
                "CHK301",
                "witness",
                "is not set: after the loss of the data folder nothing on this machine tells what was acknowledged after the last backup"
            );
            yield break;
        }

        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            yield return new Finding(Severity.Error, "CHK302", path, $"there is no folder {folder}; make or mount it");
            yield break;
        }

        if (
            Directory.Exists(configuration.Options.DataFolder)
            && SameFileSystem(folder, configuration.Options.DataFolder)
        )
        {
            yield return new Finding(
                Severity.Warning,
                "CHK303",
                path,
                "is on the file system of the data folder, and would be lost with it; name a file on another disk or machine"
            );
        }

        Finding found;
        try
        {
            found = WitnessFile.Peek(path) is { } remembered
                ? new Finding(
                    Severity.Note,
                    "CHK304",
                    path,
                    $"remembers height {remembered.Height}" + (remembered.StoppedClean ? ", stopped in good order" : "")
                )
                : new Finding(Severity.Note, "CHK305", path, "is new");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            found = new Finding(Severity.Error, "CHK306", path, fault.Message);
        }

        yield return found;
    }

    private static bool SameFileSystem(string left, string right) => MountOf(left) == MountOf(right);

    private static string MountOf(string path) =>
        DriveInfo
            .GetDrives()
            .Select(static drive => drive.Name)
            .Where(mount => path == mount || path.StartsWith(mount.TrimEnd('/') + "/", StringComparison.Ordinal))
            .MaxBy(static mount => mount.Length)
        ?? "/";
}
