using System.Data.Common;
using Comity.Node.ReadModel.Storage;
using Comity.Protocol.Identifiers;
using Dapper;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Queries;

/// <summary>
/// Everything that the read model is asked. Each question has a connection of its own. Where the model cannot answer, it
/// throws <see cref="ReadModelUnavailableException"/>, which says why.
/// </summary>
internal sealed class ReadModelQueries(Projector projector)
{
    // The ledger forgets what is over, and then its UETR can be used again.
    private const string Newest = "(SELECT max(id) FROM settlement WHERE uetr = @uetr)";

    private const string NewestAt =
        "(SELECT max(id) FROM settlement WHERE uetr = @uetr AND id < COALESCE((SELECT first_settlement FROM block WHERE height = @after), 9223372036854775807))";

    /// <summary>A page of an account's history, newest first.</summary>
    /// <returns>Nothing where there is no such account.</returns>
    public Task<HistoryPage<Movement>?> AccountHistoryAsync(
        AccountAddress account,
        InstrumentId? instrument,
        HistoryPageRequest request,
        CancellationToken cancellation
    ) =>
        AskAsync(
            connection => AccountHistory.ReadAsync(connection, account, instrument, request, cancellation),
            cancellation
        );

    /// <summary>A page of settlements, newest first by when they came.</summary>
    public Task<HistoryPage<SettlementSummary>> SettlementsAsync(
        SettlementFilter filter,
        HistoryPageRequest request,
        CancellationToken cancellation
    ) => AskAsync(connection => SettlementList.ReadAsync(connection, filter, request, cancellation), cancellation);

    /// <summary>A settlement by its UETR, also where the ledger has forgotten it; nothing where it is unknown.</summary>
    public Task<SettlementSummary?> SettlementAsync(Uetr uetr, CancellationToken cancellation) =>
        AskAsync(connection => SettlementList.FindAsync(connection, uetr, cancellation), cancellation);

    /// <summary>A settlement's steps, oldest first; none where it is unknown.</summary>
    public Task<List<Wire.Event>> StepsAsync(Uetr uetr, CancellationToken cancellation) =>
        StepsAsync(Newest, new { uetr = uetr.ToArray() }, cancellation);

    /// <summary>The same, of the one that had the UETR at a height: later ones are others.</summary>
    public Task<List<Wire.Event>> StepsAsync(Uetr uetr, ulong height, CancellationToken cancellation) =>
        StepsAsync(
            NewestAt,
            new { uetr = uetr.ToArray(), after = (long)Math.Min(height, long.MaxValue - 1) + 1 },
            cancellation
        );

    /// <summary>A page of what happened to an account, a participant, an instrument, an offer, a jurisdiction or a corridor, newest first.</summary>
    public Task<HistoryPage<Wire.Event>> EventsOfAsync(
        Subject subject,
        HistoryPageRequest request,
        CancellationToken cancellation
    ) =>
        AskAsync(
            async connection =>
            {
                var number =
                    subject.Table.Length == 0
                        ? "@key"
                        : $"(SELECT max(id) FROM {subject.Table} WHERE {subject.Column} = @key)";
                var (from, before) = await TimeRange.ToNumbersAsync(connection, "first_event", request, cancellation);
                var events = await EventRows.ReadAsync(
                    connection,
                    $"SELECT event FROM subject_event WHERE kind = @kind AND subject = {number} AND event < @before AND event >= @from ORDER BY event DESC LIMIT @most",
                    new
                    {
                        kind = (long)subject.Kind,
                        key = subject.Key,
                        from,
                        before,
                        most = request.Most + 1,
                    },
                    "DESC",
                    cancellation
                );
                var more = events.Count > request.Most;
                var page = more ? events[..request.Most] : events;
                return new HistoryPage<Wire.Event>(
                    page.ConvertAll(static one => one.Event),
                    more ? page[^1].Number : null
                );
            },
            cancellation
        );

    /// <summary>The terms of the newest offer with an id, also where it no longer stands; nothing where there is none.</summary>
    public Task<Wire.PostOffer?> OfferAsync(OfferId offer, CancellationToken cancellation) =>
        AskAsync(
            async connection =>
            {
                var first = await EventRows.ReadAsync(
                    connection,
                    "SELECT min(event) AS event FROM subject_event WHERE kind = @kind AND subject = (SELECT max(id) FROM offer WHERE offer = @offer)",
                    new { kind = (long)SubjectKind.Offer, offer = offer.ToArray() },
                    "ASC",
                    cancellation
                );
                return first.Count == 0 ? null : first[0].Event.OfferPosted.Offer;
            },
            cancellation
        );

    /// <summary>Who is concerned by a settlement: owners of its accounts, makers of its offers, approvers. None where it is unknown.</summary>
    public Task<IReadOnlyList<SettlementParty>> PartiesOfAsync(Uetr uetr, CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<SettlementParty>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Lei, string Jurisdiction, long Roles)>(
                    new CommandDefinition(
                        $"SELECT p.lei, p.jurisdiction, y.roles FROM party y JOIN participant p ON p.id = y.participant WHERE y.settlement = {Newest} ORDER BY p.lei",
                        new { uetr = uetr.ToArray() },
                        cancellationToken: cancellation
                    )
                );
                return
                [
                    .. rows.GroupBy(static row => (row.Lei, row.Jurisdiction))
                        .Select(static party => new SettlementParty(
                            Lei.Parse(party.Key.Lei),
                            CountryCode.Parse(party.Key.Jurisdiction),
                            (PartyRoles)party.Aggregate(0L, static (all, row) => all | row.Roles)
                        )),
                ];
            },
            cancellation
        );

    /// <summary>Who owns an account; nothing where there is no such account.</summary>
    public Task<Lei?> OwnerOfAsync(AccountAddress account, CancellationToken cancellation) =>
        AskAsync<Lei?>(
            async connection =>
            {
                var lei = await connection.QueryFirstOrDefaultAsync<string?>(
                    new CommandDefinition(
                        "SELECT p.lei FROM account a JOIN participant p ON p.id = a.owner WHERE a.address = @address",
                        new { address = account.ToArray() },
                        cancellationToken: cancellation
                    )
                );
                return lei is null ? null : Lei.Parse(lei);
            },
            cancellation
        );

    /// <summary>Blocks with their events from a height on, oldest first: at most so many.</summary>
    public Task<IReadOnlyList<Wire.BlockEvents>> BlocksAsync(ulong from, int most, CancellationToken cancellation) =>
        AskAsync(connection => BlockQueries.FromAsync(connection, from, most, cancellation), cancellation);

    /// <summary>Blocks' headers with their receipts from a height on, oldest first: at most so many.</summary>
    /// <exception cref="HeadersNotKeptException">There are none.</exception>
    public Task<IReadOnlyList<KeptBlock>> HeadersAsync(ulong from, int most, CancellationToken cancellation) =>
        AskAsync(connection => HeaderQueries.FromAsync(connection, from, most, cancellation), cancellation);

    private Task<List<Wire.Event>> StepsAsync(string settlement, object parameters, CancellationToken cancellation) =>
        AskAsync(
            async connection =>
            {
                var steps = await EventRows.ReadAsync(
                    connection,
                    $"SELECT last_event AS event FROM settlement WHERE id = {settlement} UNION SELECT event FROM step WHERE settlement = {settlement}",
                    parameters,
                    "ASC",
                    cancellation
                );
                return steps.ConvertAll(static step => step.Event);
            },
            cancellation
        );

    private async Task<T> AskAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellation)
    {
        var store = projector.Hold();
        try
        {
            await using var connection = await store.OpenReaderAsync(cancellation).ConfigureAwait(false);
            return await query(connection).ConfigureAwait(false);
        }
        catch (DbException fault)
        {
            if (fault.IsDamage())
            {
                projector.Damaged(fault);
            }

            throw new ReadModelUnavailableException(
                $"The read model cannot answer: {fault.Message} Payments go on; ask again later.",
                fault
            );
        }
        finally
        {
            store.Release();
        }
    }
}
