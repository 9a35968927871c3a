using System.Globalization;
using System.Text;

namespace Comity.Ordering.Files;

/// <summary>The file <c>FORMAT</c>: one line, <c>comity-data N</c>. A folder that has it is whole.</summary>
/// <remarks>
/// Format 1: log, checkpoints, archive, genesis.bin. Format 2 adds <c>IDENTITY</c>, <c>tip.key</c> and, where there is reason,
/// <c>STOPPED</c> and <c>losses.jsonl</c>: a program that knows only format 1 would go on past a stop mark, and so must refuse.
/// </remarks>
public static class FolderFormat
{
    /// <summary>The version that this program works with.</summary>
    public const int Current = 2;

    /// <summary>The oldest version that this program brings up to date.</summary>
    public const int Oldest = 1;

    internal const string FileName = "FORMAT";
    internal const string PartialName = FileName + ".partial";
    private const string Prefix = "comity-data ";
    private const int LongestLine = 512;

    /// <summary>Reads a folder's version.</summary>
    /// <param name="folder">The folder, which has the file.</param>
    /// <exception cref="DataFolderFormatException">The file holds something else.</exception>
    public static int Read(string folder)
    {
        using var file = RealDisk.Instance.Open(Path.Combine(folder, FileName), FileAccess.Read);
        Span<byte> bytes = stackalloc byte[LongestLine];
        var line = Encoding.UTF8.GetString(bytes[..file.Read(bytes, 0)]).TrimEnd('\n');
        return
            line.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(
                line.AsSpan(Prefix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version
            )
            && version >= Oldest
            ? version
            : throw new DataFolderFormatException(
                folder,
                line,
                Prefix + Current.ToString(CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Writes the version, so that the old line or the new one is there at every moment.</summary>
    internal static void Write(string folder, int version) =>
        DurableFile.Write(
            folder,
            FileName,
            Encoding.UTF8.GetBytes(Prefix + version.ToString(CultureInfo.InvariantCulture) + "\n")
        );
}
