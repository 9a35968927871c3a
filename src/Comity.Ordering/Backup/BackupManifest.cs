using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Backup;

/// <summary>A file of a backup.</summary>
/// <param name="Path">Where it is under the backup's folder, with slashes.</param>
/// <param name="Length">How many bytes of it belong to the backup: an interrupted newer backup may have lengthened it.</param>
/// <param name="Sha256">SHA-256 of them, in lower-case hexadecimal.</param>
/// <param name="Complete">Whether it never changes again: a sealed segment, a checkpoint, the genesis.</param>
public sealed record BackupFile(string Path, long Length, string Sha256, bool Complete);

/// <summary>
/// What a backup holds: the file <c>backup.json</c>, written last and at once, so that a backup is whole or is the one before.
/// </summary>
public sealed record BackupManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "backup.json";

    /// <summary>The version of this description.</summary>
    public const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The version of this description.</summary>
    public required int Version { get; init; }

    /// <summary>The network's name.</summary>
    public required string Network { get; init; }

    /// <summary>SHA-256 of its genesis, in hexadecimal.</summary>
    public required string Genesis { get; init; }

    /// <summary>The data folder's format when it was backed up.</summary>
    public required int DataFormat { get; init; }

    /// <summary>The lowest height that it has a block of; 1 where it can be replayed from genesis.</summary>
    public required ulong FirstHeight { get; init; }

    /// <summary>The last height that it has: everything acknowledged before the backup was begun is at or below it.</summary>
    public required ulong Height { get; init; }

    /// <summary>The log's chain hash at that height: it commits to every block up to it.</summary>
    public required string ChainHash { get; init; }

    /// <summary>The height of the checkpoint that it has; 0 for none.</summary>
    public required ulong Checkpoint { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Every file.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>SHA-256 of the genesis.</summary>
    [JsonIgnore]
    public Hash256 GenesisId =>
        Hash256.TryParse(Genesis, out var id) ? id : throw new BackupException($"{FileName} has no genesis hash.");

    /// <summary>The chain hash at the last height.</summary>
    [JsonIgnore]
    public ChainHash Chain => new(Convert.FromHexString(ChainHash));

    /// <summary>Reads a backup's description; nothing where the folder holds none.</summary>
    /// <exception cref="BackupException">It is damaged, or of a later program.</exception>
    public static BackupManifest? Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var manifest =
                JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), Format)
                ?? throw new BackupException($"{path} is empty.");
            return manifest.Version == CurrentVersion
                ? manifest
                : throw new BackupException(
                    $"{path} has version {manifest.Version}; this program reads version {CurrentVersion}. Use the program that made the backup."
                );
        }
        catch (JsonException damaged)
        {
            throw new BackupException($"{path} is damaged: {damaged.Message} Use another backup.", damaged);
        }
    }

    /// <summary>Reads a backup's description.</summary>
    /// <exception cref="BackupException">There is none, it is damaged, or of a later program.</exception>
    public static BackupManifest Require(string folder) =>
        Read(folder)
        ?? throw new BackupException(
            $"{folder} holds no backup: there is no {FileName}. A backup that was interrupted before it was whole has none either."
        );

    internal void Write(string folder) =>
        DurableFile.Write(folder, FileName, JsonSerializer.SerializeToUtf8Bytes(this, Format));
}
