using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Node.Access.Participants;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Access.Certificates;

/// <summary>
/// Checks client certificates: a chain to one of the operator's client authorities, a purpose that allows it, neither revoked nor
/// denied, and an LEI (ISO 17442-2) of a participant that the ledger knows now. The chain is checked once for each connection;
/// revocation, denial, validity and participant at each call, so that a revoked certificate's open connection ends its use too.
/// </summary>
internal sealed class ClientCertificates
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly ConditionalWeakTable<X509Certificate2, Chained> _chained = [];
    private readonly ReloadedFile<Trust> _trust;
    private readonly HashSet<string> _denied;
    private readonly KnownParticipants _participants;
    private readonly TimeProvider _time;

    /// <summary>Reads the authorities and the revocation list.</summary>
    /// <exception cref="IOException">A file cannot be read or used; the message says what to do.</exception>
    public ClientCertificates(
        ClientCertificateOptions options,
        KnownParticipants participants,
        TimeProvider time,
        ILogger logger
    )
    {
        (_participants, _time) = (participants, time);
        _denied = options
            .Denied.Select(static one => one.Replace(":", string.Empty, StringComparison.Ordinal))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        _trust = new ReloadedFile<Trust>(
            () => Trust.Read(options),
            time,
            logger,
            options.RevocationListFile is { } list ? [options.AuthoritiesFile, list] : [options.AuthoritiesFile]
        );
    }

    /// <summary>Checks a certificate that a caller has proven to have the key of.</summary>
    public Authentication Verify(X509Certificate2 certificate)
    {
        var trust = _trust.Value;
        if (!_chained.TryGetValue(certificate, out var chained) || chained.Trust != trust)
        {
            chained = new Chained(trust, FaultOf(certificate, trust));
            _chained.AddOrUpdate(certificate, chained);
        }

        var now = _time.GetUtcNow();
        var fault =
            chained.Fault
            ?? (
                now.LocalDateTime < certificate.NotBefore || now.LocalDateTime > certificate.NotAfter
                    ? "is not valid at this time"
                : _denied.Contains(Sha256Of(certificate)) ? "is on the operator's deny list"
                : trust.Revocation?.IsOutdated(now) == true
                    ? "cannot be checked: the revocation list is past its time; the operator must renew it"
                : null
            );
        if (fault is not null)
        {
            return new Authentication.Failed($"The client certificate {fault}.");
        }

        if (!LeiCertificate.TryReadLei(certificate, out var lei))
        {
            return new Authentication.Failed(
                $"The client certificate has no LEI (ISO 17442-2, extension {LeiCertificate.LeiOid})."
            );
        }

        return _participants.TryGet(lei, out _)
            ? new Authentication.Proven(
                new Caller.Participant(lei, CredentialOf(certificate)),
                () => Verify(certificate) is Authentication.Proven
            )
            : new Authentication.Failed($"The client certificate's LEI {lei} is no participant of this network.");
    }

    private static string CredentialOf(X509Certificate2 certificate)
    {
        var role = LeiCertificate.ReadRole(certificate);
        return role.Length == 0
            ? $"certificate {certificate.SerialNumber}"
            : $"certificate {certificate.SerialNumber} ({role})";
    }

    private static string Sha256Of(X509Certificate2 certificate) =>
        certificate.GetCertHashString(HashAlgorithmName.SHA256);

    private string? FaultOf(X509Certificate2 certificate, Trust trust)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trust.Authorities);
        // The list is a file, checked below: what a certificate names is not fetched from anywhere.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().LocalDateTime;
        if (!chain.Build(certificate))
        {
            var why = string.Join("; ", chain.ChainStatus.Select(static status => status.StatusInformation.Trim()));
            return $"does not chain to a client authority of this node ({why})";
        }

        return chain.ChainElements.Any(element => trust.Revocation?.Contains(element.Certificate) == true)
            ? "is revoked"
            : null;
    }

    private sealed record Chained(Trust Trust, string? Fault);

    private sealed record Trust(X509Certificate2Collection Authorities, RevocationList? Revocation)
    {
        public static Trust Read(ClientCertificateOptions options)
        {
            var authorities = new X509Certificate2Collection();
            try
            {
                authorities.ImportFromPemFile(options.AuthoritiesFile);
            }
            catch (CryptographicException fault)
            {
                throw new IOException($"{options.AuthoritiesFile} holds no PEM certificates: {fault.Message}", fault);
            }

            return authorities.Count == 0
                ? throw new IOException($"{options.AuthoritiesFile} holds no PEM certificate of a client authority.")
                : new Trust(
                    authorities,
                    options.RevocationListFile is { } list ? RevocationList.Read(list, authorities) : null
                );
        }
    }
}
