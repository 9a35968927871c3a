using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.State;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>How far a model has come, and the last number given to each kind of row.</summary>
internal sealed record Progress
{
    /// <summary>SHA-256 of the network's genesis.</summary>
    public required Hash256 Network { get; init; }

    /// <summary>The projection's version.</summary>
    public required long Projection { get; init; }

    /// <summary>Whether it answers queries; one that is being built beside another does not.</summary>
    public required bool Serving { get; init; }

    /// <summary>The last height that was projected; 0 for none.</summary>
    public long Height { get; init; }

    /// <summary>The last event.</summary>
    public long Events { get; init; }

    /// <summary>The last settlement.</summary>
    public long Settlements { get; init; }

    /// <summary>The last movement.</summary>
    public long Movements { get; init; }

    /// <summary>The last participant.</summary>
    public long Participants { get; init; }

    /// <summary>The last instrument.</summary>
    public long Instruments { get; init; }

    /// <summary>The last account.</summary>
    public long Accounts { get; init; }

    /// <summary>The last offer.</summary>
    public long Offers { get; init; }
}

/// <summary>A block. The first numbers are those that its own events, settlements and movements begin with.</summary>
internal readonly record struct BlockRow(
    long Height,
    long Time,
    Hash256 Root,
    long FirstEvent,
    long Events,
    long FirstSettlement,
    long FirstMovement
)
{
    /// <summary>How many transactions it has.</summary>
    public required long Transactions { get; init; }

    /// <summary>The root over their receipts.</summary>
    public required Hash256 ReceiptsRoot { get; init; }

    /// <summary>The hash of its header; absent where the header before is not known.</summary>
    public required Hash256? Hash { get; init; }
}

/// <summary>A block's receipts, serialised.</summary>
internal readonly record struct ReceiptsRow(long Height, byte[] Content);

/// <summary>Whose a key is, or was last.</summary>
internal readonly record struct ParticipantKeyRow(PublicKey Key, long Participant);

/// <summary>Some events of one block, serialised.</summary>
internal readonly record struct EventChunkRow(long FirstEvent, long Height, byte[] Content);

/// <summary>A participant.</summary>
internal readonly record struct ParticipantRow(long Id, string Lei, string Jurisdiction);

/// <summary>An instrument.</summary>
internal readonly record struct InstrumentRow(long Id, string Code);

/// <summary>An account and who owns it.</summary>
internal readonly record struct AccountRow(long Id, AccountAddress Address, long Owner);

/// <summary>A standing offer, or one that stood.</summary>
internal sealed record OfferRow(long Id, OfferId Offer, long Maker, long Sells, long Buys, bool Standing);

/// <summary>A settlement as it stands. Changes while it waits.</summary>
internal sealed class SettlementRow
{
    public required long Id { get; init; }

    public required Uetr Uetr { get; init; }

    /// <summary>The height at which it came.</summary>
    public required long Opened { get; init; }

    /// <summary>Default until the event that says it.</summary>
    public SettlementStatus State { get; set; }

    /// <summary>What made it execute; 0 where it has not.</summary>
    public int Path { get; set; }

    public string Purpose { get; set; } = string.Empty;

    /// <summary>The height of its last step.</summary>
    public long Changed { get; set; }

    /// <summary>The event that says what it moves.</summary>
    public long LegsEvent { get; set; }

    /// <summary>Its last step.</summary>
    public long LastEvent { get; set; }
}

/// <summary>A step of a settlement that takes several.</summary>
internal readonly record struct StepRow(long Settlement, long Event);

/// <summary>A participant that a settlement concerns, with whom, in what. 0 for nobody and nothing in particular.</summary>
internal readonly record struct PartyRow(
    long Participant,
    long Settlement,
    long Counterparty,
    long Instrument,
    PartyRoles Roles
);

/// <summary>What changed an account's balances. 0 for no counterparty and no settlement.</summary>
internal readonly record struct MovementRow(
    long Account,
    long Id,
    long Height,
    MovementKind Kind,
    long Instrument,
    UInt128 Units,
    long Counterparty,
    long Settlement,
    string? Reference
);

/// <summary>An event of something that is no settlement.</summary>
internal readonly record struct SubjectEventRow(SubjectKind Kind, long Subject, long Event);
