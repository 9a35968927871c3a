using System.Data.Common;
using Dapper;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Queries;

/// <summary>Reads events by their numbers. An event that stands alone says when and where it happened.</summary>
internal static class EventRows
{
    /// <summary>The chunk that holds an event, joined to whatever names the event's number.</summary>
    /// <param name="number">An expression of that number.</param>
    public static string JoinChunk(string number) =>
        $"JOIN event_chunk c ON c.first_event = (SELECT max(first_event) FROM event_chunk WHERE first_event <= {number})";

    /// <summary>Events whose numbers a query gives in the column <c>event</c>, in its order.</summary>
    public static async Task<List<(long Number, Wire.Event Event)>> ReadAsync(
        DbConnection connection,
        string numbers,
        object parameters,
        string order,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                $"SELECT e.event AS number, c.first_event AS first, c.content AS content, b.height AS height, b.time AS time FROM ({numbers}) e {JoinChunk("e.event")} JOIN block b ON b.height = c.height ORDER BY e.event {order}",
                parameters,
                cancellationToken: cancellation
            )
        );
        return [.. rows.Select(static row => (row.Number, row.ToEvent()))];
    }

    private sealed class Row
    {
        public long Number { get; set; }

        public long First { get; set; }

        public byte[] Content { get; set; } = [];

        public long Height { get; set; }

        public long Time { get; set; }

        public Wire.Event ToEvent()
        {
            var happened = Wire.BlockEvents.Parser.ParseFrom(Content).Events[(int)(Number - First)];
            (happened.Height, happened.Time) = ((ulong)Height, (ulong)Time);
            return happened;
        }
    }
}
