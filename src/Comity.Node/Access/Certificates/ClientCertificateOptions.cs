namespace Comity.Node.Access.Certificates;

/// <summary>Which client certificates a node takes.</summary>
public sealed record ClientCertificateOptions
{
    /// <summary>PEM file with the certificates of the authorities that issue client certificates. Read again when it changes.</summary>
    public required string AuthoritiesFile { get; init; }

    /// <summary>PEM or DER file with the authorities' revocation lists (RFC 5280). Read again when it changes.</summary>
    public string? RevocationListFile { get; init; }

    /// <summary>SHA-256 fingerprints, in hexadecimal, of certificates that are refused whatever their authority says.</summary>
    public IReadOnlyList<string> Denied { get; init; } = [];
}
