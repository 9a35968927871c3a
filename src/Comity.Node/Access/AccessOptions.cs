using Comity.Node.Access.Budgets;
using Comity.Node.Access.Certificates;
using Comity.Node.Access.Transport;
using Comity.Protocol.Keys;

namespace Comity.Node.Access;

/// <summary>Who may reach a node, how, and how much of it each may use.</summary>
public sealed record AccessOptions
{
    /// <summary>The node's certificate. Needed unless <see cref="InsecureLoopback"/> is set.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>
    /// Serves HTTP/2 without TLS, on a loopback address alone: for measurements that compare, and for what stands in front on the
    /// same machine. Callers prove themselves all the same.
    /// </summary>
    public bool InsecureLoopback { get; init; }

    /// <summary>Which client certificates are taken; absent for none, so that tokens are the only way.</summary>
    public ClientCertificateOptions? ClientCertificates { get; init; }

    /// <summary>Public keys whose tokens are the operator's. No key of a participant may be one.</summary>
    public IReadOnlyList<PublicKey> OperatorKeys { get; init; } = [];

    /// <summary>What one caller may use.</summary>
    public BudgetOptions Budgets { get; init; } = new();

    /// <summary>Most connections that one address has open at once: 1 to 1,000,000.</summary>
    public int MostConnectionsPerAddress { get; init; } = 512;

    /// <summary>Most connections in all: 1 to 1,000,000.</summary>
    public int MostConnections { get; init; } = 20_000;
}
