using System.Collections.Immutable;
using System.Data.Common;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Dapper;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Queries;

/// <summary>Settlements, newest first by when they came: the order does not change when they do.</summary>
internal static class SettlementList
{
    // Rows that one page looks at, where a filter passes over some.
    private const int MostExamined = 50_000;

    private const string OfParticipant =
        "SELECT settlement AS id, counterparty, instrument FROM party WHERE participant = @participant AND settlement < @before AND settlement >= @from ORDER BY settlement DESC LIMIT @examined";

    private const string OfAll =
        "SELECT id, 0 AS counterparty, 0 AS instrument FROM settlement WHERE id < @before AND id >= @from ORDER BY id DESC LIMIT @examined";

    // Those that wait are few: they are found through the index that holds nothing else.
    private const string Live =
        "SELECT s.id AS id, p.counterparty, p.instrument FROM settlement s JOIN party p ON p.settlement = s.id WHERE s.state < 3 AND s.id < @before AND s.id >= @from AND (@participant IS NULL OR p.participant = @participant)";

    private const string Summary = """
        SELECT s.id AS number, s.uetr AS uetr, s.state AS state, s.path AS path, s.purpose AS purpose, s.opened AS opened,
            o.time AS openedat, s.changed AS changed, h.time AS changedat, s.legs_event AS legsevent,
            c.first_event AS first, c.content AS content
        """;

    /// <summary>A page of settlements.</summary>
    public static async Task<HistoryPage<SettlementSummary>> ReadAsync(
        DbConnection connection,
        SettlementFilter filter,
        HistoryPageRequest request,
        CancellationToken cancellation
    )
    {
        var participant = await NumberAsync(
            "participant",
            "lei",
            (filter.Participant ?? filter.Counterparty)?.ToString()
        );
        var counterparty = filter.Participant is null
            ? null
            : await NumberAsync("participant", "lei", filter.Counterparty?.ToString());
        var instrument = await NumberAsync("instrument", "code", filter.Instrument?.ToString());
        var (from, before) = await TimeRange.ToNumbersAsync(connection, "first_settlement", request, cancellation);
        var parameters = new
        {
            participant,
            counterparty,
            instrument,
            state = (long?)filter.State,
            from,
            before,
            most = request.Most + 1,
            examined = MostExamined,
        };
        var examined =
            filter.State is SettlementStatus.Waiting or SettlementStatus.Reserved ? Live
            : participant is null ? OfAll
            : OfParticipant;
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(Query(examined, filter), parameters, cancellationToken: cancellation)
            )
        ).AsList();
        if (rows.Count > request.Most)
        {
            rows.RemoveAt(request.Most);
            return new HistoryPage<SettlementSummary>(rows.ConvertAll(static row => row.ToSummary()), rows[^1].Number);
        }

        var next = ReferenceEquals(examined, Live)
            ? null
            : await PagePast.EndAsync(connection, examined, parameters, MostExamined, cancellation);
        return new HistoryPage<SettlementSummary>(rows.ConvertAll(static row => row.ToSummary()), next);

        // What nobody knows has no settlements: a number that nothing has.
        async Task<long?> NumberAsync(string table, string column, string? key) =>
            key is null
                ? null
                : await connection.QueryFirstOrDefaultAsync<long?>(
                    new CommandDefinition(
                        $"SELECT id FROM {table} WHERE {column} = @key",
                        new { key },
                        cancellationToken: cancellation
                    )
                ) ?? -1;
    }

    /// <summary>The newest settlement with a UETR.</summary>
    /// <returns>Nothing where there is none.</returns>
    public static async Task<SettlementSummary?> FindAsync(
        DbConnection connection,
        Uetr uetr,
        CancellationToken cancellation
    )
    {
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            new CommandDefinition(
                Summarise("SELECT max(id) AS id FROM settlement WHERE uetr = @uetr"),
                new { uetr = uetr.ToArray() },
                cancellationToken: cancellation
            )
        );
        return row?.ToSummary();
    }

    private static string Query(string examined, SettlementFilter filter)
    {
        var conditions = new List<string>();
        if (filter is { Participant: not null, Counterparty: not null })
        {
            conditions.Add("x.counterparty = @counterparty");
        }

        if (filter.Instrument is not null)
        {
            conditions.Add(
                ReferenceEquals(examined, OfAll)
                    ? "EXISTS (SELECT 1 FROM party p WHERE p.settlement = x.id AND p.instrument = @instrument)"
                    : "x.instrument = @instrument"
            );
        }

        if (filter.State is not null)
        {
            conditions.Add("(SELECT state FROM settlement WHERE id = x.id) = @state");
        }

        var where = conditions.Count == 0 ? string.Empty : $"WHERE {string.Join(" AND ", conditions)}";
        return Summarise($"SELECT DISTINCT x.id FROM ({examined}) x {where} ORDER BY x.id DESC LIMIT @most");
    }

    private static string Summarise(string numbers) =>
        $"""
            {Summary}
            FROM ({numbers}) k
            JOIN settlement s ON s.id = k.id
            JOIN block o ON o.height = s.opened
            JOIN block h ON h.height = s.changed
            {EventRows.JoinChunk("s.legs_event")}
            ORDER BY s.id DESC
            """;

    private sealed class Row
    {
        public long Number { get; set; }

        public byte[] Uetr { get; set; } = [];

        public long State { get; set; }

        public long Path { get; set; }

        public string Purpose { get; set; } = string.Empty;

        public long Opened { get; set; }

        public long OpenedAt { get; set; }

        public long Changed { get; set; }

        public long ChangedAt { get; set; }

        public long LegsEvent { get; set; }

        public long First { get; set; }

        public byte[] Content { get; set; } = [];

        public SettlementSummary ToSummary()
        {
            var moved = Wire.BlockEvents.Parser.ParseFrom(Content).Events[(int)(LegsEvent - First)];
            IEnumerable<Wire.Leg> legs = moved.KindCase switch
            {
                Wire.Event.KindOneofCase.Settled => moved.Settled.Legs,
                Wire.Event.KindOneofCase.Reserved => moved.Reserved.Legs,
                _ => moved.Queued.Settlement.Legs,
            };
            return new SettlementSummary(
                Number,
                new Uetr(Uetr),
                (SettlementStatus)State,
                (int)Path,
                Purpose,
                (ulong)Opened,
                new Timestamp((ulong)OpenedAt),
                (ulong)Changed,
                new Timestamp((ulong)ChangedAt),
                [.. legs],
                moved.KindCase == Wire.Event.KindOneofCase.Queued ? [.. moved.Queued.Settlement.Exchanges] : []
            );
        }
    }
}
