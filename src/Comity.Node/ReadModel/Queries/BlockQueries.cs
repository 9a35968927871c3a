using System.Data.Common;
using Dapper;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Queries;

/// <summary>Blocks with their events.</summary>
internal static class BlockQueries
{
    private const int MostEvents = 20_000;

    /// <summary>Blocks from a height on, oldest first: at most so many, and no more than one after 20,000 events.</summary>
    public static async Task<IReadOnlyList<Wire.BlockEvents>> FromAsync(
        DbConnection connection,
        ulong height,
        int most,
        CancellationToken cancellation
    )
    {
        var rows = await connection.QueryAsync<(long Height, long Time, long FirstEvent, long Events)>(
            new CommandDefinition(
                "SELECT height, time, first_event, events FROM block WHERE height >= @from ORDER BY height LIMIT @most",
                new { from = (long)Math.Min(height, long.MaxValue), most },
                cancellationToken: cancellation
            )
        );
        var events = 0L;
        var wanted = rows.TakeWhile(row => (events += row.Events) - row.Events < MostEvents).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var chunks = await connection.QueryAsync<(long FirstEvent, byte[] Content)>(
            new CommandDefinition(
                "SELECT first_event, content FROM event_chunk WHERE first_event >= @first AND first_event < @end ORDER BY first_event",
                new { first = wanted[0].FirstEvent, end = wanted[^1].FirstEvent + wanted[^1].Events },
                cancellationToken: cancellation
            )
        );
        return Assemble(wanted, chunks);
    }

    private static List<Wire.BlockEvents> Assemble(
        List<(long Height, long Time, long FirstEvent, long Events)> rows,
        IEnumerable<(long FirstEvent, byte[] Content)> chunks
    )
    {
        var blocks = rows.ConvertAll(static row => new Wire.BlockEvents
        {
            Height = (ulong)row.Height,
            Time = (ulong)row.Time,
        });
        var at = 0;
        foreach (var (first, content) in chunks)
        {
            while (first >= rows[at].FirstEvent + rows[at].Events)
            {
                at++;
            }

            blocks[at].MergeFrom(content);
        }

        return blocks;
    }
}
