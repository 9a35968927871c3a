using Comity.Node.Configuration;
using Comity.Ordering.Witness;

namespace Comity.Node.Operating.Checks;

/// <summary>Files that hold secrets are their owner's alone.</summary>
internal static class PermissionCheck
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private const UnixFileMode World = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Looks.</summary>
    public static IEnumerable<Finding> Run(NodeConfiguration configuration)
    {
        if (OperatingSystem.IsWindows())
        {
            yield break;
        }

        var folder = configuration.Options.DataFolder;
        if (Directory.Exists(folder) && (File.GetUnixFileMode(folder) & World) != 0)
        {
            yield return new Finding(
                Severity.Warning,
                "CHK501",
                folder,
                $"can be read by every user of this machine; run: chmod o= {folder}"
            );
        }

        foreach (var path in Secrets(configuration).Where(File.Exists))
        {
            if ((File.GetUnixFileMode(path) & Others) != 0)
            {
                yield return new Finding(
                    Severity.Error,
                    "CHK502",
                    path,
                    $"holds a secret and can be read by others than its owner; run: chmod 600 {path}"
                );
            }
        }
    }

    private static IEnumerable<string> Secrets(NodeConfiguration configuration)
    {
        yield return Path.Combine(configuration.Options.DataFolder, TipKey.FileName);
        if (configuration.Options.Access.Tls is { } tls)
        {
            yield return tls.KeyFile;
        }

        if (configuration.ReadModelConnectionFile is { } connection)
        {
            yield return connection;
        }
    }
}
