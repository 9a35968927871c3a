namespace Comity.Node.Access.Transport;

/// <summary>What a node proves itself with.</summary>
/// <param name="CertificateFile">PEM file with the node's certificate and, after it, what leads to its authority. Read again when it changes.</param>
/// <param name="KeyFile">PEM file with the certificate's private key (PKCS #8), readable by the node alone.</param>
public sealed record TlsOptions(string CertificateFile, string KeyFile);
