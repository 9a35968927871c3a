using System.Data.Common;
using Dapper;

namespace Comity.Node.ReadModel.Queries;

/// <summary>
/// Where a filter passes over more rows than one page may look at, the page ends early and says where the next begins: no
/// question costs more because what it asks for is rare.
/// </summary>
internal static class PagePast
{
    /// <summary>Where the next page begins.</summary>
    /// <param name="connection">The model.</param>
    /// <param name="examined">What was looked at: a query with a column <c>id</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="most">As many as could be looked at.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Nothing where all there is was looked at.</returns>
    public static async Task<long?> EndAsync(
        DbConnection connection,
        string examined,
        object parameters,
        int most,
        CancellationToken cancellation
    )
    {
        var (count, last) = await connection.QuerySingleAsync<(long Count, long? Last)>(
            new CommandDefinition(
                $"SELECT count(*) AS count, min(id) AS last FROM ({examined}) x",
                parameters,
                cancellationToken: cancellation
            )
        );
        return count < most ? null : last;
    }
}
