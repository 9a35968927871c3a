using Comity.Node.Access;
using Comity.Node.Access.Budgets;
using Comity.Node.Access.Certificates;
using Comity.Node.Access.Transport;
using Comity.Protocol.Keys;

namespace Comity.Node.Configuration;

/// <summary>Settings on who may reach the node, how, and how much of it each may use.</summary>
internal static class AccessSettings
{
    private static ValueKind<PublicKey> Key { get; } =
        new(
            "a public key as ./comity key show prints it: ed25519:... or p256:... in hexadecimal",
            static (string text, string _, out PublicKey value) =>
            {
                var read = PublicKey.TryParse(text, out var key);
                value = key!;
                return read;
            }
        );

    /// <summary>All, in the order of the reference page.</summary>
    public static IEnumerable<Setting> All { get; } = [.. Transport(), .. Callers(), .. Budgets()];

    private static IEnumerable<Setting> Transport() =>
        [
            Setting.Of(
                "access.certificate",
                ValueKinds.Path,
                "required, unless access.insecure-loopback is true",
                "PEM file with the node's certificate and, after it, what leads to its authority. Read again when it changes.",
                static (to, path) =>
                    to.WithAccess(access =>
                        access with
                        {
                            Tls = new TlsOptions(path, access.Tls?.KeyFile ?? string.Empty),
                        }
                    )
            ),
            Setting.Of(
                "access.certificate-key",
                ValueKinds.Path,
                "required with access.certificate",
                "PEM file with the certificate's private key (PKCS #8); mode 0600.",
                static (to, path) =>
                    to.WithAccess(access =>
                        access with
                        {
                            Tls = new TlsOptions(access.Tls?.CertificateFile ?? string.Empty, path),
                        }
                    )
            ),
            Setting.Of(
                "access.insecure-loopback",
                ValueKinds.Flag,
                "false",
                "Listens without TLS, on a loopback address alone: for measurements, and for what stands in front on the same machine.",
                static (to, flag) => to.WithAccess(access => access with { InsecureLoopback = flag })
            ),
        ];

    private static IEnumerable<Setting> Callers() =>
        [
            Setting.Of(
                "access.client-authorities",
                ValueKinds.Path,
                "none: tokens are the only way to prove who calls",
                "PEM file with the certificates of the authorities that issue client certificates. Read again when it changes.",
                static (to, path) =>
                    to.WithAccess(access =>
                        access with
                        {
                            ClientCertificates = (
                                access.ClientCertificates ?? new ClientCertificateOptions { AuthoritiesFile = path }
                            ) with
                            {
                                AuthoritiesFile = path,
                            },
                        }
                    )
            ),
            Setting.Of(
                "access.revocation-list",
                ValueKinds.Path,
                "none",
                "PEM or DER file with the revocation lists (RFC 5280) of those authorities. Read again when it changes.",
                static (to, path) =>
                    to.WithAccess(access =>
                        access with
                        {
                            ClientCertificates = (
                                access.ClientCertificates
                                ?? new ClientCertificateOptions { AuthoritiesFile = string.Empty }
                            ) with
                            {
                                RevocationListFile = path,
                            },
                        }
                    )
            ),
            Setting.ListOf(
                "access.operator-keys",
                Key,
                "none",
                "Public keys whose tokens are the operator's. No key of a participant may be one.",
                static (to, keys) => to.WithAccess(access => access with { OperatorKeys = keys })
            ),
        ];

    private static IEnumerable<Setting> Budgets() =>
        [
            Setting.Of(
                "access.transactions-per-second",
                ValueKinds.Count(1, 10_000_000),
                "20000",
                "Transactions that one caller may submit in the long run; twice as many at once, after a pause.",
                static (to, count) =>
                    to.WithAccess(access =>
                        access with
                        {
                            Budgets = access.Budgets with { Transactions = Rate(count) },
                        }
                    )
            ),
            Setting.Of(
                "access.queries-per-second",
                ValueKinds.Count(1, 10_000_000),
                "1000",
                "Other calls that one caller may make in the long run; twice as many at once, after a pause.",
                static (to, count) =>
                    to.WithAccess(access => access with { Budgets = access.Budgets with { Queries = Rate(count) } })
            ),
            Setting.Of(
                "access.calls-at-once",
                ValueKinds.Count(1, 100_000),
                "128",
                "Calls of one caller under way at once, streams among them.",
                static (to, count) =>
                    to.WithAccess(access => access with { Budgets = access.Budgets with { CallsAtOnce = (int)count } })
            ),
            Setting.Of(
                "access.connections",
                ValueKinds.Count(1, 1_000_000),
                "20000",
                "Most connections in all.",
                static (to, count) => to.WithAccess(access => access with { MostConnections = (int)count })
            ),
            Setting.Of(
                "access.connections-per-address",
                ValueKinds.Count(1, 1_000_000),
                "512",
                "Most connections that one address has open at once.",
                static (to, count) => to.WithAccess(access => access with { MostConnectionsPerAddress = (int)count })
            ),
        ];

    private static RateBudget Rate(long count) => new((int)count, (int)count * 2);
}
