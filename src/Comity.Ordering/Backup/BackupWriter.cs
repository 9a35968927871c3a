using System.Security.Cryptography;
using Comity.Ordering.Checkpoints;
using Comity.Ordering.Embedded;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Witness;
using Comity.Protocol.Genesis;

namespace Comity.Ordering.Backup;

/// <summary>
/// Backs up a data folder while its node runs, or does not: reads only what never changes any more. The marker tells what was
/// acknowledged; up to there every byte of the log is final.
/// </summary>
public static class BackupWriter
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes a backup, or brings the one in the destination up to date, copying only what is new.</summary>
    /// <param name="options">What and where to.</param>
    /// <returns>What the backup holds now, and how many bytes were copied.</returns>
    /// <exception cref="BackupException">Why there is no new backup; an earlier one is as it was.</exception>
    /// <exception cref="LogDamagedException">The log is damaged; an earlier backup is as it was.</exception>
    public static (BackupManifest Manifest, long Copied) Create(BackupOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return CreateOnce(options);
            }
            // The node may move a segment to its archive, or replace a checkpoint, between our looking and our copying.
            catch (Exception moved)
                when (attempt < Attempts
                    && moved
                        is FileNotFoundException
                            or LogDamagedException { Damage.Kind: LogDamageKind.MissingSegment }
                )
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private static (BackupManifest Manifest, long Copied) CreateOnce(BackupOptions options)
    {
        var source = BackupSource.Look(options);
        var earlier = BackupManifest.Read(options.Destination);
        if (earlier is null)
        {
            RequireEmpty(options.Destination);
        }
        else
        {
            source.RequireContinues(earlier, options.Destination);
        }

        var copying = new Copying(options, earlier);
        foreach (var name in (string[])["log", "checkpoints"])
        {
            Directory.CreateDirectory(Path.Combine(options.Destination, name));
        }

        copying.Small(GenesisFile.Name);
        copying.Small(TipKey.FileName);
        if (source.Checkpoint is { } checkpoint)
        {
            copying.File(
                Path.Combine(options.Data, "checkpoints", CheckpointName.Of(checkpoint)),
                "checkpoints/" + CheckpointName.Of(checkpoint),
                length: null,
                complete: true
            );
        }

        foreach (var part in source.Parts)
        {
            copying.Segment(part);
        }

        copying.KeepOlder(source.FirstHeight);
        var manifest = new BackupManifest
        {
            Version = BackupManifest.CurrentVersion,
            Network = source.Genesis.Network,
            Genesis = source.GenesisId.ToString(),
            DataFormat = FolderFormat.Read(options.Data),
            FirstHeight = Math.Min(source.FirstHeight, earlier?.FirstHeight ?? source.FirstHeight),
            Height = source.Height,
            ChainHash = source.Hash.ToString(),
            Checkpoint = source.Checkpoint ?? 0,
            At = options.Time.GetUtcNow(),
            Files = copying.Files,
        };
        CrashPoint.Reach(DurableStep.BeforeBackupManifest);
        manifest.Write(options.Destination);
        copying.DeleteWhatIsNotIn(manifest);
        return (manifest, copying.Copied);
    }

    private static void RequireEmpty(string destination)
    {
        if (File.Exists(destination))
        {
            throw new BackupException($"{destination} is a file; name a folder.");
        }

        // What an interrupted first backup leaves is its own to go on from.
        string[] own = ["log", "checkpoints", GenesisFile.Name, TipKey.FileName];
        if (
            Directory.Exists(destination)
            && Directory
                .EnumerateFileSystemEntries(destination)
                .Select(Path.GetFileName)
                .FirstOrDefault(name => !own.Contains(name!.Replace(".partial", "", StringComparison.Ordinal)))
                is { } foreign
        )
        {
            throw new BackupException(
                $"{destination} holds {foreign}, and no backup. Name an empty folder, or one with an earlier backup."
            );
        }

        Directory.CreateDirectory(destination);
    }

    private sealed class Copying(BackupOptions options, BackupManifest? earlier)
    {
        private readonly Dictionary<string, BackupFile> _before =
            earlier?.Files.ToDictionary(static file => file.Path, StringComparer.Ordinal) ?? [];

        private readonly List<BackupFile> _files = [];

        public IReadOnlyList<BackupFile> Files => [.. _files.OrderBy(static file => file.Path, StringComparer.Ordinal)];

        public long Copied { get; private set; }

        public void Small(string name)
        {
            var path = Path.Combine(options.Data, name);
            if (System.IO.File.Exists(path))
            {
                File(path, name, length: null, complete: true);
            }
        }

        public void Segment(BackupSource.Part part)
        {
            File(part.Segment.FilePath, "log/" + SegmentName.Of(part.Segment.FirstHeight), part.Length, part.Complete);
        }

        /// <summary>Segments that the backup has and the node no longer: they make it reach further back.</summary>
        public void KeepOlder(ulong first)
        {
            _files.AddRange(
                _before.Values.Where(file =>
                    SegmentName.TryParse(Path.GetFileName(file.Path), out var height) && height < first
                )
            );
        }

        public void File(string from, string name, long? length, bool complete)
        {
            var target = Path.Combine(options.Destination, name);
            if (
                _before.TryGetValue(name, out var kept)
                && kept is { Complete: true }
                && System.IO.File.Exists(target)
                && new FileInfo(target).Length == kept.Length
            )
            {
                _files.Add(kept);
                return;
            }

            options.Told(name);
            var partial = target + ".partial";
            using (
                var source = System.IO.File.OpenHandle(
                    from,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete
                )
            )
            {
                var (bytes, hash) = FileCopy.Copy(source, partial, length ?? RandomAccess.GetLength(source));
                _files.Add(new BackupFile(name, bytes, Convert.ToHexStringLower(hash), complete));
                Copied += bytes;
            }

            if (name == TipKey.FileName && !OperatingSystem.IsWindows())
            {
                System.IO.File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            System.IO.File.Move(partial, target, overwrite: true);
            RealDisk.Instance.FlushFolder(Path.GetDirectoryName(target)!);
        }

        public void DeleteWhatIsNotIn(BackupManifest manifest)
        {
            var kept = manifest.Files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
            foreach (var folder in (string[])["log", "checkpoints"])
            {
                foreach (var path in Directory.EnumerateFiles(Path.Combine(options.Destination, folder)))
                {
                    if (!kept.Contains(folder + "/" + Path.GetFileName(path)))
                    {
                        System.IO.File.Delete(path);
                    }
                }
            }
        }
    }
}
