namespace Comity.Node.Configuration;

/// <summary>Settings that are each right and cannot be together, and those that are missing.</summary>
internal static class Contradictions
{
    private const long SmallestSegment = 4096;

    /// <summary>All that a configuration has.</summary>
    public static IEnumerable<ConfigurationFault> In(NodeConfiguration configuration) =>
        [.. Missing(configuration), .. Folders(configuration), .. Addresses(configuration), .. Access(configuration)];

    private static IEnumerable<ConfigurationFault> Missing(NodeConfiguration configuration)
    {
        if (configuration.Options.DataFolder.Length == 0)
        {
            yield return new ConfigurationFault(
                new ConfigurationPlace.Nowhere(),
                "'data' is not set, and is needed: put 'data: /var/lib/comity' in the file, or set COMITY_NODE_DATA or --data"
            );
        }
    }

    private static IEnumerable<ConfigurationFault> Folders(NodeConfiguration configuration)
    {
        var (data, operation) = (configuration.Options.DataFolder, configuration.Options.Operation);
        if (operation.Witness is { } witness && IsIn(witness, data))
        {
            yield return At(
                configuration,
                "witness",
                $"the witness {witness} is in the data folder {data}, and would be lost with it; name a file on another disk"
            );
        }

        if (operation.ArchiveFolder is { } archive && IsIn(archive, data) && archive != Path.Combine(data, "archive"))
        {
            yield return At(
                configuration,
                "archive.folder",
                $"{archive} is in the data folder {data}; name a folder elsewhere, or {Path.Combine(data, "archive")}"
            );
        }

        if (operation.SegmentBytes < SmallestSegment)
        {
            yield return At(
                configuration,
                "log.segment-bytes",
                $"{operation.SegmentBytes} bytes are too few for a segment; at least {SmallestSegment}"
            );
        }

        if (configuration.Options.LogFile is { } log && IsIn(log, data))
        {
            yield return At(
                configuration,
                "log.file",
                $"the log file {log} is in the data folder {data}, which holds nothing but the node's data; name a file elsewhere"
            );
        }
    }

    private static IEnumerable<ConfigurationFault> Addresses(NodeConfiguration configuration)
    {
        var options = configuration.Options;
        (string Key, System.Net.IPEndPoint? Address)[] all =
        [
            ("listen", options.Listen),
            ("metrics.listen", options.Metrics),
        ];
        for (var index = 1; index < all.Length; index++)
        {
            var (key, address) = all[index];
            var same = all[..index]
                .FirstOrDefault(other => address is { Port: > 0 } && other.Address?.Port == address.Port);
            if (same.Key is not null)
            {
                yield return At(
                    configuration,
                    key,
                    $"{key} ({address}) and {same.Key} ({same.Address}) have the same port; they speak different protocols, so give each its own"
                );
            }
        }
    }

    private static IEnumerable<ConfigurationFault> Access(NodeConfiguration configuration)
    {
        var access = configuration.Options.Access;
        if (access.Tls is { } tls && (tls.CertificateFile.Length == 0 || tls.KeyFile.Length == 0))
        {
            var (set, missing) =
                tls.KeyFile.Length == 0
                    ? ("access.certificate", "access.certificate-key")
                    : ("access.certificate-key", "access.certificate");
            yield return At(configuration, set, $"{set} is set, and {missing} is not; they go together");
        }

        if (access is { Tls: not null, InsecureLoopback: true })
        {
            yield return At(
                configuration,
                "access.insecure-loopback",
                "access.insecure-loopback and access.certificate exclude each other; set one of them"
            );
        }

        if (access.InsecureLoopback && !System.Net.IPAddress.IsLoopback(configuration.Options.Listen.Address))
        {
            yield return At(
                configuration,
                "access.insecure-loopback",
                $"listen is {configuration.Options.Listen}, and without TLS the node listens on a loopback address alone; set access.certificate"
            );
        }

        if (access is { InsecureLoopback: true, ClientCertificates: not null })
        {
            yield return At(
                configuration,
                "access.insecure-loopback",
                "client certificates (access.client-authorities) need TLS; set access.certificate"
            );
        }

        if (access.ClientCertificates is { AuthoritiesFile.Length: 0 })
        {
            yield return At(
                configuration,
                "access.revocation-list",
                "access.revocation-list is set, and access.client-authorities is not; set that too, or leave this out"
            );
        }
    }

    private static bool IsIn(string path, string folder) =>
        folder.Length > 0
        && (path + Path.DirectorySeparatorChar).StartsWith(
            folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );

    private static ConfigurationFault At(NodeConfiguration configuration, string key, string message) =>
        new(configuration.Stated.GetValueOrDefault(key) ?? new ConfigurationPlace.Nowhere(), message);
}
