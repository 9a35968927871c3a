using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>What opening a log would find, found without changing anything. For a node that is stopped.</summary>
/// <param name="FirstHeight">The lowest height in the log.</param>
/// <param name="LastHeight">The last height in it.</param>
/// <param name="Torn">Whether it ends in a record that was never acknowledged, which starting the node cuts.</param>
public sealed record LogInspection(ulong FirstHeight, ulong LastHeight, bool Torn)
{
    /// <summary>Looks at a log's folder; nothing where there are no segments yet.</summary>
    /// <exception cref="LogDamagedException">The log is damaged where it was acknowledged.</exception>
    public static LogInspection? Of(string folder)
    {
        var segments = SegmentCatalogue.Load(RealDisk.Instance, [folder]);
        if (segments.Count == 0)
        {
            return null;
        }

        var acknowledged = default(Acknowledged);
        if (File.Exists(Path.Combine(folder, DurableMarker.FileName)))
        {
            using var marker = DurableMarker.Open(RealDisk.Instance, folder, FileAccess.Read);
            acknowledged = Acknowledged.By(marker);
        }

        using var file = segments[^1].OpenToRead();
        var tail = TailScan.Scan(segments[^1], file, acknowledged);
        return new LogInspection(segments[0].FirstHeight, tail.LastHeight, tail.Torn);
    }
}
