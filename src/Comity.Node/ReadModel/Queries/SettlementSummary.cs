using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Queries;

/// <summary>A settlement as a list shows it.</summary>
/// <param name="Number">Its number on the network, in the order in which settlements came.</param>
/// <param name="Uetr">Its id.</param>
/// <param name="State">How it stands.</param>
/// <param name="Path">What made it execute; 0 where it has not.</param>
/// <param name="Purpose">ISO 20022 purpose code, or empty.</param>
/// <param name="OpenedHeight">The block in which it came.</param>
/// <param name="OpenedAt">That block's time.</param>
/// <param name="ChangedHeight">The block of its last step.</param>
/// <param name="ChangedAt">That block's time.</param>
/// <param name="Legs">What it moved, exchanges included; of one that waits, the legs whose amounts are known.</param>
/// <param name="Exchanges">Of one that waits: its parts that go through standing offers.</param>
public sealed record SettlementSummary(
    long Number,
    Uetr Uetr,
    SettlementStatus State,
    int Path,
    string Purpose,
    ulong OpenedHeight,
    Timestamp OpenedAt,
    ulong ChangedHeight,
    Timestamp ChangedAt,
    ImmutableArray<Wire.Leg> Legs,
    ImmutableArray<Wire.Exchange> Exchanges
);

/// <summary>Which settlements are wanted. What is absent does not matter.</summary>
/// <param name="Participant">Those that concern it.</param>
/// <param name="Counterparty">Those in which it exchanges legs with the participant.</param>
/// <param name="Instrument">Those that move it; with a participant, to or from that participant.</param>
/// <param name="State">Those that stand so.</param>
public sealed record SettlementFilter(
    Lei? Participant = null,
    Lei? Counterparty = null,
    InstrumentId? Instrument = null,
    SettlementStatus? State = null
);

/// <summary>A participant that a settlement concerns.</summary>
/// <param name="Lei">Who.</param>
/// <param name="Jurisdiction">Which admitted it.</param>
/// <param name="Roles">As what.</param>
public sealed record SettlementParty(Lei Lei, CountryCode Jurisdiction, PartyRoles Roles);
