using System.Diagnostics;
using System.Security.Cryptography;
using Comity.Node.Configuration;

namespace Comity.Node.Operating.Checks;

/// <summary>The data folder's file system: how much is free, and how long it takes until something is on the disk.</summary>
internal static class DiskCheck
{
    private const int Probes = 100;
    private const int ProbeBytes = 4096;
    private const double SlowMilliseconds = 10;

    /// <summary>Looks, and measures with a file that is gone afterwards.</summary>
    public static IEnumerable<Finding> Run(NodeConfiguration configuration)
    {
        var folder = NearestFolder(configuration.Options.DataFolder);
        var least = configuration.Options.Operation.LeastFreeDisk;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        yield return free < least
            ? new Finding(
                Severity.Error,
                "CHK201",
                folder,
                $"has {Mebibytes(free)} MiB free, and {Mebibytes(least)} MiB are asked for (health.least-free-disk); free some, or archive old segments"
            )
            : new Finding(Severity.Note, "CHK202", folder, $"has {Mebibytes(free)} MiB free");
        yield return Measure(folder);
        if (configuration.Options.Operation.ArchiveFolder is { } archive && !Directory.Exists(archive))
        {
            yield return new Finding(
                Severity.Error,
                "CHK205",
                archive,
                "there is no such folder for the archive; make or mount it (archive.folder)"
            );
        }
    }

    private static Finding Measure(string folder)
    {
        var path = Path.Combine(folder, $".comity-check-{Environment.ProcessId}");
        var took = new double[Probes];
        try
        {
            using var file = new FileStream(
                path,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                    BufferSize = 0,
                }
            );
            var bytes = RandomNumberGenerator.GetBytes(ProbeBytes);
            for (var probe = 0; probe < Probes; probe++)
            {
                var begun = Stopwatch.GetTimestamp();
                file.Write(bytes);
                file.Flush(flushToDisk: true);
                took[probe] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Finding(Severity.Error, "CHK203", folder, $"cannot be written: {fault.Message}");
        }

        Array.Sort(took);
        var (median, worst) = (took[Probes / 2], took[(int)(Probes * 0.99)]);
        var said = $"a flush of 4 KiB takes {median:0.00} ms, and {worst:0.00} ms at the 99th percentile";
        return median > SlowMilliseconds
            ? new Finding(
                Severity.Warning,
                "CHK204",
                folder,
                $"{said}: every payment waits for one; use a disk with a power-loss-protected cache"
            )
            : new Finding(Severity.Note, "CHK206", folder, said);
    }

    private static string NearestFolder(string path)
    {
        while (!Directory.Exists(path))
        {
            path = Path.GetDirectoryName(path) ?? Path.DirectorySeparatorChar.ToString();
        }

        return path;
    }

    private static long Mebibytes(long bytes) => bytes >> 20;
}
