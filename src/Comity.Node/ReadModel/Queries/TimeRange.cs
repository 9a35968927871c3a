using System.Data.Common;
using Comity.Protocol.Time;
using Dapper;

namespace Comity.Node.ReadModel.Queries;

/// <summary>Turns a range of time into a range of numbers, which is what lists are ordered and clustered by.</summary>
internal static class TimeRange
{
    /// <summary>The first number wanted and the first no longer wanted.</summary>
    /// <param name="connection">The model.</param>
    /// <param name="column">The block's column that says with which number it begins.</param>
    /// <param name="request">The range, and where an earlier page ended.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<(long From, long Before)> ToNumbersAsync(
        DbConnection connection,
        string column,
        HistoryPageRequest request,
        CancellationToken cancellation
    )
    {
        var from = request.From is { } begin ? await FirstAsync(begin) : 0;
        var to = request.To is { } end ? await FirstAsync(end) : long.MaxValue;
        return (from, Math.Min(to, request.Before ?? long.MaxValue));

        // An instant after the last block begins behind everything.
        async Task<long> FirstAsync(Timestamp time) =>
            await connection.QueryFirstOrDefaultAsync<long?>(
                new CommandDefinition(
                    $"SELECT {column} FROM block WHERE time >= @time ORDER BY time, height LIMIT 1",
                    new { time = (long)Math.Min(time.Milliseconds, long.MaxValue) },
                    cancellationToken: cancellation
                )
            ) ?? long.MaxValue;
    }
}
