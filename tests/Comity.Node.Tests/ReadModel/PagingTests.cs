using Comity.Node.ReadModel.Queries;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;

namespace Comity.Node.Tests.ReadModel;

/// <summary>Pages of histories, on whatever database they are kept.</summary>
public abstract class PagingTests
{
    private protected abstract DatabaseUnderTest Create();

    [Fact]
    public async Task Pages_stay_as_they_are_while_rows_arrive()
    {
        using var database = Create();
        var payments = new PaymentFeed();
        for (var block = 0; block < 40; block++)
        {
            payments.Pay(5);
        }

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();
        var account = payments.World.Banks[0].Account;
        var before = await HistoryComparison.All(request => History(model, account, request), 1_000);
        var pages = new List<Movement>();
        long? next = null;
        do
        {
            var page = await History(model, account, new HistoryPageRequest(4, next));
            pages.AddRange(page!.Items);
            next = page.Next;
            payments.Pay(3);
            await model.CatchUp();
        } while (next is not null);

        Assert.Equal(before, pages);
        Assert.True(
            (await HistoryComparison.All(request => History(model, account, request), 1_000)).Count > before.Count
        );
    }

    [Fact]
    public async Task A_range_of_time_has_what_lies_in_it_from_its_first_instant_to_before_its_last()
    {
        using var database = Create();
        var payments = new PaymentFeed();
        for (var block = 0; block < 30; block++)
        {
            payments.Pay(3);
        }

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();
        var account = payments.World.Banks[1].Account;
        var all = await HistoryComparison.All(request => History(model, account, request));
        var times = payments.Feed.Log.Select(static block => block.Result.Time).ToList();
        foreach (
            var (from, to) in ((Timestamp, Timestamp)[])
                [(times[7], times[19]), (new(1), times[2]), (times[28], Timestamp.Never)]
        )
        {
            Assert.Equal(
                all.Where(line => line.Time >= from && line.Time < to),
                await HistoryComparison.All(request => History(model, account, request with { From = from, To = to }))
            );
            var settlements = await HistoryComparison.All(request =>
                model.Queries.SettlementsAsync(
                    new SettlementFilter(),
                    request with
                    {
                        From = from,
                        To = to,
                    },
                    CancellationToken.None
                )!
            );
            Assert.Equal(
                payments
                    .Feed.Log.Where(block => block.Result.Time >= from && block.Result.Time < to)
                    .Sum(static block => block.Result.Height == 1 ? 0 : block.Result.Events.Count),
                settlements.Count
            );
        }

        var none = await History(model, account, new HistoryPageRequest(5, From: times[^1].Plus(1)));
        Assert.Empty(none!.Items);
        Assert.Null(none.Next);
    }

    [Fact]
    public async Task A_filter_that_little_passes_looks_at_so_many_rows_a_page_and_says_where_to_go_on()
    {
        using var database = Create();
        var payments = new PaymentFeed();
        // CNY from bank 0 to bank 1, but HKD at the very beginning.
        payments.Pay(1, units: 7, from: 3, to: 0);
        for (var block = 0; block < 11; block++)
        {
            payments.Pay(5_000, from: 0, to: 1);
        }

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();
        var banks = payments.World.Banks;

        var first = await model.Queries.AccountHistoryAsync(
            banks[0].Account,
            payments.World.Currencies[1],
            new HistoryPageRequest(10),
            CancellationToken.None
        );
        var found = await HistoryComparison.All(request =>
            model.Queries.AccountHistoryAsync(
                banks[0].Account,
                payments.World.Currencies[1],
                request,
                CancellationToken.None
            )
        );
        var settlement = await HistoryComparison.All(request =>
            model.Queries.SettlementsAsync(
                new SettlementFilter(
                    banks[0].Lei,
                    banks[3].Lei,
                    payments.World.Currencies[1],
                    SettlementStatus.Settled
                ),
                request,
                CancellationToken.None
            )!
        );

        Assert.Empty(first!.Items);
        Assert.NotNull(first.Next);
        Assert.Equal((UInt128)7, Assert.Single(found).Amount.Units);
        Assert.Equal(found[0].Uetr, Assert.Single(settlement).Uetr);
    }

    [Fact]
    public async Task Amounts_of_128_bits_come_back_whole_and_the_database_sorts_them()
    {
        using var database = Create();
        var payments = new PaymentFeed();
        UInt128[] amounts =
        [
            UInt128.MaxValue,
            1,
            255,
            256,
            ulong.MaxValue,
            (UInt128)ulong.MaxValue + 1,
            SupplyValue.MostOutstanding,
            65_535,
            UInt128.MaxValue - 1,
        ];
        foreach (var units in amounts)
        {
            payments.Pay(1, units, 0, 1);
        }

        await using var model = new RunningReadModel(database, payments.Feed);
        await model.CatchUp();
        var lines = await HistoryComparison.All(request => History(model, payments.World.Banks[0].Account, request));
        var sorted = database.Numbers("SELECT id FROM movement WHERE kind = 4 ORDER BY units");

        Assert.Equal(amounts, lines.Select(static line => line.Amount.Units).Reverse());
        Assert.Equal(
            amounts.Order(),
            sorted.Select(number => lines.Single(line => line.Number == number).Amount.Units)
        );
    }

    private static Task<HistoryPage<Movement>?> History(
        RunningReadModel model,
        AccountAddress account,
        HistoryPageRequest request
    ) => model.Queries.AccountHistoryAsync(account, null, request, CancellationToken.None);
}

public sealed class SqlitePagingTests : PagingTests
{
    private protected override DatabaseUnderTest Create() => new SqliteUnderTest();
}

public sealed class PostgreSqlPagingTests(PostgreSqlServer server) : PagingTests
{
    private protected override DatabaseUnderTest Create() => new PostgreSqlUnderTest(server.CreateDatabase());
}
