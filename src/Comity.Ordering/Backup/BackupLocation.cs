using System.Formats.Tar;

namespace Comity.Ordering.Backup;

/// <summary>Where a backup is: a folder, or a tar file that is unpacked beside itself for as long as it is used.</summary>
public sealed class BackupLocation : IDisposable
{
    private const string TarExtension = ".tar";
    private readonly bool unpacked;

    private BackupLocation(string folder, bool unpacked) => (Folder, this.unpacked) = (folder, unpacked);

    /// <summary>The backup's folder.</summary>
    public string Folder { get; }

    /// <summary>Whether a path names a tar file.</summary>
    public static bool IsTar(string path) => path.EndsWith(TarExtension, StringComparison.Ordinal);

    /// <summary>Opens a backup that exists.</summary>
    /// <exception cref="BackupException">The tar file cannot be unpacked.</exception>
    public static BackupLocation Open(string path)
    {
        if (!IsTar(path) || Directory.Exists(path))
        {
            return new BackupLocation(path, unpacked: false);
        }

        var folder = path + ".unpacked";
        try
        {
            Directory.CreateDirectory(folder);
            TarFile.ExtractToDirectory(path, folder, overwriteFiles: true);
            return new BackupLocation(folder, unpacked: true);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Directory.Delete(folder, recursive: true);
            throw new BackupException($"{path} cannot be unpacked: {wrong.Message}", wrong);
        }
    }

    /// <summary>Makes a backup in a folder or, where the destination ends in .tar, as one file that appears whole.</summary>
    /// <exception cref="BackupException">Why there is no new backup.</exception>
    public static (BackupManifest Manifest, long Copied) Create(BackupOptions options)
    {
        if (!IsTar(options.Destination))
        {
            return BackupWriter.Create(options);
        }

        if (File.Exists(options.Destination) || Directory.Exists(options.Destination))
        {
            throw new BackupException($"{options.Destination} exists. A tar file is written once; name another one.");
        }

        var (folder, partial) = (options.Destination + ".folder", options.Destination + ".partial");
        try
        {
            var made = BackupWriter.Create(options with { Destination = folder });
            File.Delete(partial);
            TarFile.CreateFromDirectory(folder, partial, includeBaseDirectory: false);
            using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(partial, options.Destination);
            return made;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (unpacked)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
