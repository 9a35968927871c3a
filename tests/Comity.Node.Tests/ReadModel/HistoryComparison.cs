using Comity.Node.ReadModel;
using Comity.Node.ReadModel.Queries;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.ReadModel;

/// <summary>Asks a read model everything and compares the answers with the ledger, and with events walked the slow way.</summary>
internal static class HistoryComparison
{
    private const int Page = 7;

    public static async Task Agrees(ReadModelQueries queries, BlockFeed feed)
    {
        var naive = new NaiveHistory(feed.Log);
        await BlocksAgree(queries, naive);
        await HeaderComparison.Agrees(queries, feed);
        await HistoriesAgree(queries, feed, naive);
        await SettlementsAgree(queries, feed, naive);
        await SubjectsAgree(queries, feed);
    }

    /// <summary>The same for long histories: nothing is missing and nothing is there twice.</summary>
    public static async Task CountsAgree(ReadModelQueries queries, BlockFeed feed)
    {
        var naive = new NaiveHistory(feed.Log);
        await BlocksAgree(queries, naive);
        var settlements = await All(
            request => queries.SettlementsAsync(new SettlementFilter(), request, CancellationToken.None)!,
            HistoryPageRequest.Largest
        );
        Assert.Equal(
            Enumerable.Reverse(naive.Settlements).Select(static it => it.Uetr),
            settlements.Select(static it => it.Uetr)
        );
        foreach (var (account, expected) in naive.Movements)
        {
            var lines = await All(
                request => queries.AccountHistoryAsync(account, null, request, CancellationToken.None),
                HistoryPageRequest.Largest
            );
            lines.Reverse();
            Assert.Equal(
                expected,
                lines.Select(static it => (it.Height, it.Kind, it.Amount, it.Counterparty, it.Uetr))
            );
        }
    }

    /// <summary>All pages of a list, small ones.</summary>
    public static async Task<List<T>> All<T>(Func<HistoryPageRequest, Task<HistoryPage<T>?>> read, int most = Page)
    {
        var all = new List<T>();
        long? before = null;
        do
        {
            var page = await read(new HistoryPageRequest(most, before));
            Assert.NotNull(page);
            Assert.True(page.Items.Count <= most);
            all.AddRange(page.Items);
            Assert.True(page.Next is null || before is null || page.Next < before);
            before = page.Next;
        } while (before is not null);

        return all;
    }

    private static async Task BlocksAgree(ReadModelQueries queries, NaiveHistory naive)
    {
        var blocks = new List<Wire.BlockEvents>();
        while (true)
        {
            var more = await queries.BlocksAsync((ulong)blocks.Count + 1, 50, CancellationToken.None);
            if (more.Count == 0)
            {
                break;
            }

            blocks.AddRange(more);
        }

        Assert.Equal(naive.Blocks, blocks);
    }

    private static async Task HistoriesAgree(ReadModelQueries queries, BlockFeed feed, NaiveHistory naive)
    {
        foreach (var (account, expected) in naive.Movements)
        {
            var lines = await All(request =>
                queries.AccountHistoryAsync(account, null, request, CancellationToken.None)
            );
            lines.Reverse();
            Assert.Equal(
                expected,
                lines.Select(static it => (it.Height, it.Kind, it.Amount, it.Counterparty, it.Uetr))
            );
            foreach (var instrument in feed.Genesis.Instruments.Select(static it => it.Id))
            {
                Assert.Equal(feed.Ledger.View.Balance(account, instrument), BalanceOf(lines, instrument));
                var filtered = await All(request =>
                    queries.AccountHistoryAsync(account, instrument, request, CancellationToken.None)
                );
                filtered.Reverse();
                Assert.Equal(lines.Where(line => line.Amount.Instrument == instrument), filtered);
            }

            feed.Ledger.View.TryGetOwner(account, out var owner);
            Assert.Equal(owner, await queries.OwnerOfAsync(account, CancellationToken.None));
        }

        Assert.Null(
            await queries.AccountHistoryAsync(
                AccountAddress.Random(),
                null,
                new HistoryPageRequest(Page),
                CancellationToken.None
            )
        );
    }

    private static BalanceValue BalanceOf(List<Movement> lines, InstrumentId instrument)
    {
        var (available, held) = (UInt128.Zero, UInt128.Zero);
        foreach (var line in lines.Where(line => line.Amount.Instrument == instrument))
        {
            var units = line.Amount.Units;
            unchecked
            {
                (available, held) = line.Kind switch
                {
                    MovementKind.Issued or MovementKind.Credited => (available + units, held),
                    MovementKind.Redeemed or MovementKind.Debited => (available - units, held),
                    MovementKind.Held => (available - units, held + units),
                    MovementKind.Released => (available + units, held - units),
                    _ => (available, held - units),
                };
            }
        }

        return new BalanceValue(available, held);
    }

    private static async Task SettlementsAgree(ReadModelQueries queries, BlockFeed feed, NaiveHistory naive)
    {
        var all = await All(request =>
            queries.SettlementsAsync(new SettlementFilter(), request, CancellationToken.None)!
        );
        var expected = Enumerable.Reverse(naive.Settlements).ToList();
        Assert.Equal(expected.Select(static it => it.Uetr), all.Select(static it => it.Uetr));
        foreach (var (it, told) in all.Zip(expected))
        {
            Assert.Equal(told.Steps[0].Height, it.OpenedHeight);
            Assert.Equal(told.Steps[^1].Height, it.ChangedHeight);
            Assert.Equal(told.Steps[^1].Time, it.ChangedAt.Milliseconds);
            if (!ReferenceEquals(told, naive.Newest[it.Uetr]))
            {
                continue;
            }

            var state =
                feed.Ledger.View.TryGetFinished(it.Uetr, out var finished) ? finished.Status
                : feed.Ledger.View.TryGetWaiting(it.Uetr, out var waiting)
                    ? waiting.Reserved ? SettlementStatus.Reserved
                        : SettlementStatus.Waiting
                : it.State;
            Assert.Equal(state, it.State);
            Assert.Equal(told.Steps, await queries.StepsAsync(it.Uetr, CancellationToken.None));
            var parties = await queries.PartiesOfAsync(it.Uetr, CancellationToken.None);
            Assert.Equal(
                told.Parties.Select(static party => (party.Key, party.Value)),
                parties.Select(static party => (party.Lei.ToString(), party.Roles))
            );
        }

        Assert.Equal(
            feed.Ledger.View.WaitingCount,
            all.Count(static it => it.State is SettlementStatus.Waiting or SettlementStatus.Reserved)
        );
        await FiltersAgree(queries, feed, naive, all);
    }

    private static async Task FiltersAgree(
        ReadModelQueries queries,
        BlockFeed feed,
        NaiveHistory naive,
        List<SettlementSummary> all
    )
    {
        foreach (var state in Enum.GetValues<SettlementStatus>())
        {
            var some = await All(request =>
                queries.SettlementsAsync(new SettlementFilter(State: state), request, CancellationToken.None)!
            );
            Assert.Equal(Uetrs(all.Where(it => it.State == state)), Uetrs(some));
        }

        foreach (var participant in feed.Ledger.View.Participants.Select(static it => it.Lei))
        {
            var theirs = all.Where(
                    (_, index) => naive.Settlements[^(index + 1)].Parties.ContainsKey(participant.ToString())
                )
                .ToList();
            var some = await All(request =>
                queries.SettlementsAsync(new SettlementFilter(participant), request, CancellationToken.None)!
            );
            Assert.Equal(Uetrs(theirs), Uetrs(some));
            var waiting = await All(request =>
                queries.SettlementsAsync(
                    new SettlementFilter(participant, State: SettlementStatus.Waiting),
                    request,
                    CancellationToken.None
                )!
            );
            Assert.Equal(Uetrs(theirs.Where(static it => it.State == SettlementStatus.Waiting)), Uetrs(waiting));
        }
    }

    private static async Task SubjectsAgree(ReadModelQueries queries, BlockFeed feed)
    {
        foreach (var (subject, happened) in EventSubjects.Of(feed.Log))
        {
            var events = await All(request => queries.EventsOfAsync(subject.Value, request, CancellationToken.None)!);
            Assert.Equal(happened, Enumerable.Reverse(events));
        }
    }

    private static IEnumerable<Uetr> Uetrs(IEnumerable<SettlementSummary> all) => all.Select(static it => it.Uetr);
}
