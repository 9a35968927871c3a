using Comity.Node.ReadModel.Projecting;

namespace Comity.Node.ReadModel.Storage;

/// <summary>A table: its columns, and how a row's values come in their order.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Write">Gives a row's values.</param>
/// <param name="OnConflict">What becomes of a row whose key is there already; empty where none can be.</param>
internal sealed record Table<TRow>(string Name, string[] Columns, Action<TRow, RowWriter> Write, string OnConflict = "")
{
    /// <summary>The columns as SQL lists them.</summary>
    public string ColumnList => string.Join(", ", Columns);
}

/// <summary>Every table, as migrations make them.</summary>
internal static class Tables
{
    public static Table<Progress> Progress { get; } =
        new(
            "progress",
            [
                "one",
                "network",
                "projection",
                "serving",
                "height",
                "events",
                "settlements",
                "movements",
                "participants",
                "instruments",
                "accounts",
                "offers",
            ],
            static (row, to) =>
            {
                to.Integer(1);
                to.Bytes(row.Network.Bytes);
                to.Integer(row.Projection);
                to.Integer(row.Serving ? 1 : 0);
                to.Integer(row.Height);
                to.Integer(row.Events);
                to.Integer(row.Settlements);
                to.Integer(row.Movements);
                to.Integer(row.Participants);
                to.Integer(row.Instruments);
                to.Integer(row.Accounts);
                to.Integer(row.Offers);
            },
            "ON CONFLICT (one) DO UPDATE SET serving = excluded.serving, height = excluded.height, events = excluded.events, "
                + "settlements = excluded.settlements, movements = excluded.movements, participants = excluded.participants, "
                + "instruments = excluded.instruments, accounts = excluded.accounts, offers = excluded.offers"
        );

    public static Table<BlockRow> Block { get; } =
        new(
            "block",
            [
                "height",
                "time",
                "root",
                "first_event",
                "events",
                "first_settlement",
                "first_movement",
                "transactions",
                "receipts_root",
                "hash",
            ],
            static (row, to) =>
            {
                to.Integer(row.Height);
                to.Integer(row.Time);
                to.Bytes(row.Root.Bytes);
                to.Integer(row.FirstEvent);
                to.Integer(row.Events);
                to.Integer(row.FirstSettlement);
                to.Integer(row.FirstMovement);
                to.Integer(row.Transactions);
                to.Bytes(row.ReceiptsRoot.Bytes);
                to.Bytes(row.Hash is { } hash ? hash.Bytes : []);
            }
        );

    public static Table<ReceiptsRow> Receipts { get; } =
        new(
            "receipts",
            ["height", "content"],
            static (row, to) =>
            {
                to.Integer(row.Height);
                to.Bytes(row.Content);
            }
        );

    public static Table<ParticipantKeyRow> ParticipantKey { get; } =
        new(
            "participant_key",
            ["public_key", "participant"],
            static (row, to) =>
            {
                to.Text(row.Key.ToString());
                to.Integer(row.Participant);
            },
            "ON CONFLICT (public_key) DO UPDATE SET participant = excluded.participant"
        );

    public static Table<EventChunkRow> EventChunk { get; } =
        new(
            "event_chunk",
            ["first_event", "height", "content"],
            static (row, to) =>
            {
                to.Integer(row.FirstEvent);
                to.Integer(row.Height);
                to.Bytes(row.Content);
            }
        );

    public static Table<ParticipantRow> Participant { get; } =
        new(
            "participant",
            ["id", "lei", "jurisdiction"],
            static (row, to) =>
            {
                to.Integer(row.Id);
                to.Text(row.Lei);
                to.Text(row.Jurisdiction);
            }
        );

    public static Table<InstrumentRow> Instrument { get; } =
        new(
            "instrument",
            ["id", "code"],
            static (row, to) =>
            {
                to.Integer(row.Id);
                to.Text(row.Code);
            }
        );

    public static Table<AccountRow> Account { get; } =
        new(
            "account",
            ["id", "address", "owner"],
            static (row, to) =>
            {
                Span<byte> address = stackalloc byte[Protocol.Identifiers.AccountAddress.Size];
                row.Address.CopyTo(address);
                to.Integer(row.Id);
                to.Bytes(address);
                to.Integer(row.Owner);
            }
        );

    public static Table<OfferRow> Offer { get; } =
        new(
            "offer",
            ["id", "offer", "maker", "sells", "buys", "standing"],
            static (row, to) =>
            {
                Span<byte> offer = stackalloc byte[Protocol.Identifiers.OfferId.Size];
                row.Offer.CopyTo(offer);
                to.Integer(row.Id);
                to.Bytes(offer);
                to.Integer(row.Maker);
                to.Integer(row.Sells);
                to.Integer(row.Buys);
                to.Integer(row.Standing ? 1 : 0);
            },
            "ON CONFLICT (id) DO UPDATE SET standing = excluded.standing"
        );

    public static Table<SettlementRow> Settlement { get; } = new("settlement", SettlementColumns, WriteSettlement);

    public static Table<SettlementRow> ChangedSettlement { get; } =
        new(
            "settlement",
            SettlementColumns,
            WriteSettlement,
            "ON CONFLICT (id) DO UPDATE SET state = excluded.state, path = excluded.path, purpose = excluded.purpose, "
                + "changed = excluded.changed, legs_event = excluded.legs_event, last_event = excluded.last_event"
        );

    public static Table<StepRow> Step { get; } =
        new(
            "step",
            ["settlement", "event"],
            static (row, to) =>
            {
                to.Integer(row.Settlement);
                to.Integer(row.Event);
            }
        );

    public static Table<PartyRow> Party { get; } = new("party", PartyColumns, WriteParty);

    public static Table<PartyRow> MoreParty { get; } =
        new(
            "party",
            PartyColumns,
            WriteParty,
            "ON CONFLICT (participant, settlement, counterparty, instrument) DO UPDATE SET roles = party.roles | excluded.roles"
        );

    public static Table<MovementRow> Movement { get; } =
        new(
            "movement",
            ["account", "id", "height", "kind", "instrument", "units", "counterparty", "settlement", "reference"],
            static (row, to) =>
            {
                to.Integer(row.Account);
                to.Integer(row.Id);
                to.Integer(row.Height);
                to.Integer((long)row.Kind);
                to.Integer(row.Instrument);
                to.Units(row.Units);
                to.Integer(row.Counterparty);
                to.Integer(row.Settlement);
                to.Text(row.Reference);
            }
        );

    public static Table<SubjectEventRow> SubjectEvent { get; } =
        new(
            "subject_event",
            ["kind", "subject", "event"],
            static (row, to) =>
            {
                to.Integer((long)row.Kind);
                to.Integer(row.Subject);
                to.Integer(row.Event);
            }
        );

    private static string[] SettlementColumns =>
        ["id", "uetr", "state", "path", "purpose", "opened", "changed", "legs_event", "last_event"];

    private static string[] PartyColumns => ["participant", "settlement", "counterparty", "instrument", "roles"];

    private static void WriteSettlement(SettlementRow row, RowWriter to)
    {
        Span<byte> uetr = stackalloc byte[Protocol.Identifiers.Uetr.Size];
        row.Uetr.CopyTo(uetr);
        to.Integer(row.Id);
        to.Bytes(uetr);
        to.Integer((long)row.State);
        to.Integer(row.Path);
        to.Text(row.Purpose);
        to.Integer(row.Opened);
        to.Integer(row.Changed);
        to.Integer(row.LegsEvent);
        to.Integer(row.LastEvent);
    }

    private static void WriteParty(PartyRow row, RowWriter to)
    {
        to.Integer(row.Participant);
        to.Integer(row.Settlement);
        to.Integer(row.Counterparty);
        to.Integer(row.Instrument);
        to.Integer((long)row.Roles);
    }
}
