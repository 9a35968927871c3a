using Comity.Protocol.Keys;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>What a batch of blocks adds to a model and changes in it: written in one database transaction, or not at all.</summary>
internal sealed class ProjectedRows
{
    /// <summary>As it is once the rest is written.</summary>
    public required Progress Progress { get; set; }

    public List<BlockRow> Blocks { get; } = [];

    public List<EventChunkRow> Chunks { get; } = [];

    public List<ReceiptsRow> Receipts { get; } = [];

    public List<ParticipantRow> Participants { get; } = [];

    /// <summary>Keys that were given to a participant.</summary>
    public Dictionary<PublicKey, ParticipantKeyRow> Keys { get; } = [];

    public List<InstrumentRow> Instruments { get; } = [];

    public List<AccountRow> Accounts { get; } = [];

    /// <summary>Offers, new and changed; the last of one offer counts.</summary>
    public Dictionary<long, OfferRow> Offers { get; } = [];

    /// <summary>Settlements that are new, in order of their ids.</summary>
    public List<SettlementRow> NewSettlements { get; } = [];

    /// <summary>Settlements of earlier batches that changed.</summary>
    public Dictionary<long, SettlementRow> ChangedSettlements { get; } = [];

    public List<StepRow> Steps { get; } = [];

    /// <summary>Parties of settlements that are new and done: no two rows have the same key.</summary>
    public List<PartyRow> Parties { get; } = [];

    /// <summary>Parties of settlements that take several steps: added to what is known of them.</summary>
    public List<PartyRow> MoreParties { get; } = [];

    public List<MovementRow> Movements { get; } = [];

    public List<SubjectEventRow> SubjectEvents { get; } = [];
}
