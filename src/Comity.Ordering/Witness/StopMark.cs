using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Ordering.Files;

namespace Comity.Ordering.Witness;

/// <summary>
/// The file <c>STOPPED</c> of a data folder: this node has lost blocks that were, or may have been, acknowledged. It answers
/// queries and orders nothing until an operator acknowledges the loss.
/// </summary>
/// <param name="Evidence">What showed it.</param>
/// <param name="Tip">The last height that this node has.</param>
/// <param name="Known">The highest height that is known to have been acknowledged; the tip where none above it is known.</param>
/// <param name="Explanation">What was found, in words.</param>
/// <param name="At">When it was found.</param>
public sealed record StopMark(LossEvidence Evidence, ulong Tip, ulong Known, string Explanation, DateTimeOffset At)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "STOPPED";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Blocks that are known to be missing.</summary>
    [JsonIgnore]
    public ulong Lost => Known > Tip ? Known - Tip : 0;

    /// <summary>What whoever submits is told.</summary>
    [JsonIgnore]
    public string Reason =>
        $"this node has stopped ordering: {Explanation} Nothing that was submitted now was ordered; tell the operator";

    /// <summary>What the operator must do.</summary>
    [JsonIgnore]
    public string Remedy =>
        "Look for a newer backup or the lost disk first. Only where there is none: ./comity node acknowledge-loss "
        + $"--tip {Tip} --lost {Lost}, and have every gateway list what it misses (./comity gateway missing).";

    /// <summary>Reads a folder's mark; nothing where there is none.</summary>
    /// <exception cref="IOException">The file is there and cannot be read: the folder is not to be used.</exception>
    public static StopMark? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<StopMark>(File.ReadAllBytes(path), Format)
                ?? throw new IOException(
                    $"{path} is empty; it says why this node must not order. Restore it or ask for help."
                );
        }
        catch (JsonException damaged)
        {
            throw new IOException(
                $"{path} is damaged; it says why this node must not order. {damaged.Message}",
                damaged
            );
        }
    }

    /// <summary>Writes the mark, durably.</summary>
    internal void Write(string folder) =>
        DurableFile.Write(folder, FileName, JsonSerializer.SerializeToUtf8Bytes(this, Format));

    /// <summary>Takes a folder's mark away, durably.</summary>
    internal static void Remove(string folder)
    {
        File.Delete(Path.Combine(folder, FileName));
        RealDisk.Instance.FlushFolder(folder);
    }
}
