using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>An account's number and its owner's.</summary>
internal readonly record struct KnownAccount(long Id, long Owner);

/// <summary>A settlement that is not done.</summary>
/// <param name="row">As it stands.</param>
/// <param name="isNew">Whether no batch has written it yet.</param>
internal sealed class LiveSettlement(SettlementRow row, bool isNew)
{
    public SettlementRow Row => row;

    public bool IsNew { get; set; } = isNew;
}

/// <summary>
/// What projecting needs to know of what is projected: the numbers of things, and what is not done yet. Bounded by the
/// ledger's own bounds (participants, instruments, standing offers, the queue), and for accounts by a bound of its own,
/// beyond which they are looked up in the database.
/// </summary>
internal sealed class ProjectionState
{
    /// <summary>Most accounts kept in memory, about 60 bytes each.</summary>
    public const int MostAccounts = 1_000_000;

    public required Progress Progress { get; set; }

    /// <summary>The hash of the last block's header; absent where a version that made none projected it.</summary>
    public required Hash256? LastHeader { get; set; }

    /// <summary>Whose each key is, or was last: nobody's receipts are lost when keys change.</summary>
    public Dictionary<PublicKey, long> Keys { get; } = [];

    public Dictionary<Lei, long> Participants { get; } = [];

    public Dictionary<InstrumentId, long> Instruments { get; } = [];

    public Dictionary<OfferId, OfferRow> Offers { get; } = [];

    public Dictionary<Uetr, LiveSettlement> Live { get; } = [];

    public Dictionary<AccountAddress, KnownAccount> Accounts { get; } = [];

    /// <summary>Whether every account is in memory, so that none need be looked up.</summary>
    public bool KnowsAllAccounts => Accounts.Count == Progress.Accounts;
}
