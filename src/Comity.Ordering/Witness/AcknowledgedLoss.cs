using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Ordering.Files;

namespace Comity.Ordering.Witness;

/// <summary>
/// A line of the file <c>losses.jsonl</c> of a data folder: what an operator acknowledged as lost. Kept for as long as the folder.
/// </summary>
/// <param name="Evidence">What had shown it.</param>
/// <param name="Tip">The height that the node went on from.</param>
/// <param name="Known">The highest height that was known to have been acknowledged.</param>
/// <param name="Explanation">What had been found.</param>
/// <param name="By">Who acknowledged it: the operating system's user.</param>
/// <param name="At">When.</param>
public sealed record AcknowledgedLoss(
    LossEvidence Evidence,
    ulong Tip,
    ulong Known,
    string Explanation,
    string By,
    DateTimeOffset At
)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "losses.jsonl";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Whether this loss explains that a height of an earlier statement is gone or differs.</summary>
    /// <param name="height">The height.</param>
    /// <param name="stated">When the statement was made.</param>
    public bool Explains(ulong height, DateTimeOffset stated) =>
        stated < At
        && (
            Evidence is LossEvidence.WitnessForked or LossEvidence.StatementForked || (height > Tip && height <= Known)
        );

    /// <summary>All that were acknowledged in a folder, oldest first.</summary>
    public static IReadOnlyList<AcknowledgedLoss> ReadAll(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path)
            ?
            [
                .. File.ReadLines(path)
                    .Where(static line => line.Length > 0)
                    .Select(static line => JsonSerializer.Deserialize<AcknowledgedLoss>(line, Format)!),
            ]
            : [];
    }

    /// <summary>Adds one, durably.</summary>
    internal static void Add(string folder, AcknowledgedLoss loss)
    {
        var before = ReadAll(folder);
        var lines = before.Append(loss).Select(static one => JsonSerializer.Serialize(one, Format) + "\n");
        DurableFile.Write(folder, FileName, System.Text.Encoding.UTF8.GetBytes(string.Concat(lines)));
    }
}
