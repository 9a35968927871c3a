using System.Data.Common;
using Comity.Node.ReadModel.Storage;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Dapper;

namespace Comity.Node.ReadModel.Queries;

/// <summary>What changed an account's balances, newest first.</summary>
internal static class AccountHistory
{
    // With a filter, movements that one page looks at.
    private const int MostExamined = 10_000;

    private const string Examined =
        "SELECT * FROM movement WHERE account = @account AND id < @before AND id >= @from ORDER BY id DESC LIMIT @examined";

    private const string Lines = $"""
        SELECT m.id AS number, m.height AS height, b.time AS time, m.kind AS kind, i.code AS code, m.units AS units,
            c.address AS counterparty, s.uetr AS uetr, s.purpose AS purpose, m.reference AS reference
        FROM ({Examined}) m
        JOIN block b ON b.height = m.height
        JOIN instrument i ON i.id = m.instrument
        LEFT JOIN account c ON c.id = m.counterparty
        LEFT JOIN settlement s ON s.id = m.settlement
        WHERE @code IS NULL OR i.code = @code
        ORDER BY m.id DESC LIMIT @most
        """;

    /// <summary>A page of an account's history.</summary>
    /// <returns>Nothing where there is no such account.</returns>
    public static async Task<HistoryPage<Movement>?> ReadAsync(
        DbConnection connection,
        AccountAddress account,
        InstrumentId? instrument,
        HistoryPageRequest request,
        CancellationToken cancellation
    )
    {
        var number = await connection.QueryFirstOrDefaultAsync<long?>(
            new CommandDefinition(
                "SELECT id FROM account WHERE address = @address",
                new { address = account.ToArray() },
                cancellationToken: cancellation
            )
        );
        if (number is null)
        {
            return null;
        }

        var (from, before) = await TimeRange.ToNumbersAsync(connection, "first_movement", request, cancellation);
        var parameters = new
        {
            account = number.Value,
            from,
            before,
            code = instrument?.ToString(),
            most = request.Most + 1,
            examined = instrument is null ? request.Most + 1 : MostExamined,
        };
        var rows = (
            await connection.QueryAsync<Row>(new CommandDefinition(Lines, parameters, cancellationToken: cancellation))
        ).AsList();
        if (rows.Count > request.Most)
        {
            rows.RemoveAt(request.Most);
            return new HistoryPage<Movement>(rows.ConvertAll(static row => row.ToMovement()), rows[^1].Number);
        }

        var next = instrument is null
            ? null
            : await PagePast.EndAsync(connection, Examined, parameters, MostExamined, cancellation);
        return new HistoryPage<Movement>(rows.ConvertAll(static row => row.ToMovement()), next);
    }

    private sealed class Row
    {
        public long Number { get; set; }

        public long Height { get; set; }

        public long Time { get; set; }

        public long Kind { get; set; }

        public string Code { get; set; } = string.Empty;

        public byte[] Units { get; set; } = [];

        public byte[]? Counterparty { get; set; }

        public byte[]? Uetr { get; set; }

        public string? Purpose { get; set; }

        public string? Reference { get; set; }

        public Movement ToMovement() =>
            new(
                Number,
                (ulong)Height,
                new Timestamp((ulong)Time),
                (MovementKind)Kind,
                new Amount(InstrumentId.Parse(Code), UnitsBytes.Read(Units)),
                Counterparty is null ? null : new AccountAddress(Counterparty),
                Uetr is null ? null : new Uetr(Uetr),
                Purpose ?? string.Empty,
                Reference ?? string.Empty
            );
    }
}
