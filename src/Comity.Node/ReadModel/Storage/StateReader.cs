using System.Data.Common;
using Comity.Node.ReadModel.Projecting;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.State;
using Dapper;

namespace Comity.Node.ReadModel.Storage;

/// <summary>Reads back what projecting needs to go on: the same questions to every database.</summary>
internal static class StateReader
{
    /// <summary>How far a model has come.</summary>
    /// <returns>Nothing where it is empty.</returns>
    public static Progress? ReadProgress(DbConnection connection)
    {
        using var row = connection.ExecuteReader(
            "SELECT network, projection, serving, height, events, settlements, movements, participants, instruments, accounts, offers FROM progress"
        );
        return row.Read()
            ? new Progress
            {
                Network = new Hash256((byte[])row[0]),
                Projection = row.GetInt64(1),
                Serving = row.GetInt64(2) != 0,
                Height = row.GetInt64(3),
                Events = row.GetInt64(4),
                Settlements = row.GetInt64(5),
                Movements = row.GetInt64(6),
                Participants = row.GetInt64(7),
                Instruments = row.GetInt64(8),
                Accounts = row.GetInt64(9),
                Offers = row.GetInt64(10),
            }
            : null;
    }

    /// <summary>The state root after a block; nothing where it is not there.</summary>
    public static Hash256? ReadRoot(DbConnection connection, long height) =>
        connection.QueryFirstOrDefault<byte[]?>("SELECT root FROM block WHERE height = @height", new { height })
            is { } root
            ? new Hash256(root)
            : null;

    /// <summary>What projecting on needs to know.</summary>
    public static ProjectionState ReadState(DbConnection connection, Progress progress)
    {
        var state = new ProjectionState { Progress = progress, LastHeader = ReadHeader(connection, progress) };
        Each(
            connection,
            "SELECT public_key, participant FROM participant_key",
            row => state.Keys.Add(ToKey(row.GetString(0)), row.GetInt64(1))
        );
        Each(
            connection,
            "SELECT lei, id FROM participant",
            row => state.Participants.Add(Lei.Parse(row.GetString(0)), row.GetInt64(1))
        );
        Each(
            connection,
            "SELECT code, id FROM instrument",
            row => state.Instruments.Add(InstrumentId.Parse(row.GetString(0)), row.GetInt64(1))
        );
        Each(
            connection,
            "SELECT id, offer, maker, sells, buys FROM offer WHERE standing = 1",
            row => AddOffer(state, row)
        );
        Each(
            connection,
            "SELECT id, uetr, state, path, purpose, opened, changed, legs_event, last_event FROM settlement WHERE state < 3",
            row => AddLive(state, row)
        );
        if (progress.Accounts <= ProjectionState.MostAccounts)
        {
            Each(
                connection,
                "SELECT id, address, owner FROM account",
                row =>
                    state.Accounts.Add(
                        new AccountAddress((byte[])row[1]),
                        new KnownAccount(row.GetInt64(0), row.GetInt64(2))
                    )
            );
        }

        return state;
    }

    // The first block follows the network's id.
    private static Hash256? ReadHeader(DbConnection connection, Progress progress) =>
        progress.Height == 0 ? progress.Network
        : connection.QueryFirst<byte[]>(
            "SELECT hash FROM block WHERE height = @height",
            new { height = progress.Height }
        )
            is { Length: Hash256.Size } hash
            ? new Hash256(hash)
        : null;

    private static PublicKey ToKey(string text) =>
        PublicKey.TryParse(text, out var key)
            ? key
            : throw new InvalidDataException($"The read model has '{text}' for a key.");

    private static void AddOffer(ProjectionState state, DbDataReader row)
    {
        var offer = new OfferRow(
            row.GetInt64(0),
            new OfferId((byte[])row[1]),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            Standing: true
        );
        state.Offers.Add(offer.Offer, offer);
    }

    private static void AddLive(ProjectionState state, DbDataReader row)
    {
        var settlement = new SettlementRow
        {
            Id = row.GetInt64(0),
            Uetr = new Uetr((byte[])row[1]),
            State = (SettlementStatus)row.GetInt64(2),
            Path = (int)row.GetInt64(3),
            Purpose = row.GetString(4),
            Opened = row.GetInt64(5),
            Changed = row.GetInt64(6),
            LegsEvent = row.GetInt64(7),
            LastEvent = row.GetInt64(8),
        };
        state.Live.Add(settlement.Uetr, new LiveSettlement(settlement, isNew: false));
    }

    private static void Each(DbConnection connection, string sql, Action<DbDataReader> take)
    {
        using var rows = connection.ExecuteReader(sql);
        while (rows.Read())
        {
            take((DbDataReader)rows);
        }
    }
}
