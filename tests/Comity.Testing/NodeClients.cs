using Comity.Protocol.Wire;
using Grpc.Core;

namespace Comity.Testing;

/// <summary>A client of each of a node's services over one channel.</summary>
public sealed class NodeClients(ChannelBase channel)
{
    /// <summary>The network.</summary>
    public Network.NetworkClient Network { get; } = new(channel);

    /// <summary>Transactions.</summary>
    public Transactions.TransactionsClient Transactions { get; } = new(channel);

    /// <summary>Settlements.</summary>
    public Settlements.SettlementsClient Settlements { get; } = new(channel);

    /// <summary>Accounts.</summary>
    public Accounts.AccountsClient Accounts { get; } = new(channel);

    /// <summary>History.</summary>
    public History.HistoryClient History { get; } = new(channel);

    /// <summary>Offers.</summary>
    public Offers.OffersClient Offers { get; } = new(channel);

    /// <summary>Policies.</summary>
    public Policies.PoliciesClient Policies { get; } = new(channel);

    /// <summary>Proofs.</summary>
    public Proofs.ProofsClient Proofs { get; } = new(channel);

    /// <summary>Operation.</summary>
    public Operations.OperationsClient Operations { get; } = new(channel);

    /// <summary>Blocks.</summary>
    public Blocks.BlocksClient Blocks { get; } = new(channel);
}
