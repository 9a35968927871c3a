using Comity.Ledger.LiquiditySaving;

namespace Comity.Ledger.Tests.LiquiditySaving;

public sealed class LiquiditySaverTests
{
    private static readonly Int128 Large = (Int128)1 << 125;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(1_000)]
    public void A_gridlocked_ring_without_any_cover_settles_whole(int banks)
    {
        var queue = NaiveQueue.InOneCurrency(new UInt128[banks]);
        for (var bank = 0; bank < banks; bank++)
        {
            queue.Pay(bank, (bank + 1) % banks, 7_000);
        }

        Assert.Equal(Enumerable.Range(0, banks), queue.Find());
    }

    [Fact]
    public void A_ring_is_found_among_payments_that_cannot_settle()
    {
        var queue = NaiveQueue.InOneCurrency(new UInt128[20]);
        for (var bank = 0; bank < 20; bank++)
        {
            queue.Pay(bank, (bank + 7) % 20, 1_001 + (bank * 13));
            queue.Pay(bank, (bank + 3) % 20, 5_000);
            queue.Pay(bank, (bank + 1) % 20, 900 + (bank * 17));
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(bank => (3 * bank) + 1), queue.Find());
    }

    [Fact]
    public void A_ring_across_two_currencies_clears_jointly()
    {
        // A owes B dirham; B owes A riyal; both are conditional on a payment-versus-payment between them and C.
        var queue = new NaiveQueue();
        queue.Weights.AddRange([1, 1]);
        queue.Positions.AddRange([(0, 0), (0, 0), (0, 0), (0, 1), (0, 1), (0, 1)]);
        queue.Settlements.Add((0, [new(0, -100), new(1, 100), new(4, -250), new(3, 250)]));
        queue.Settlements.Add((0, [new(1, -100), new(2, 100), new(5, -250), new(4, 250)]));
        queue.Settlements.Add((0, [new(2, -100), new(0, 100), new(3, -250), new(5, 250)]));
        Assert.Equal([0, 1, 2], queue.Find());
        queue.Settlements.RemoveAt(1);
        Assert.Empty(queue.Find());
    }

    [Fact]
    public void Of_two_equal_payments_the_older_is_settled() =>
        Assert.Equal([0], NaiveQueue.InOneCurrency(10, 0, 0).Pay(0, 1, 10).Pay(0, 2, 10).Find());

    [Fact]
    public void A_higher_class_is_never_given_up_for_the_value_of_a_lower() =>
        Assert.Equal(
            [0],
            NaiveQueue.InOneCurrency(10, 0, 0).Pay(0, 1, 1, priority: 0).Pay(0, 2, 10, priority: 1).Find()
        );

    [Fact]
    public void A_lower_class_is_taken_along_where_a_higher_needs_what_it_pays_in() =>
        Assert.Equal(
            [0, 2],
            NaiveQueue
                .InOneCurrency(0, 5, 0)
                .Pay(0, 2, 5, priority: 0)
                .Pay(1, 2, 5, priority: 1)
                .Pay(1, 0, 5, priority: 2)
                .Find()
        );

    [Fact]
    public void Higher_classes_win_in_queues_too_long_to_try_every_set()
    {
        // Each of 40 payers can afford its urgent payment or its ten times larger ordinary one, not both.
        var queue = NaiveQueue.InOneCurrency([.. Enumerable.Repeat((UInt128)100, 40), 0]);
        for (var payer = 0; payer < 40; payer++)
        {
            queue.Pay(payer, (payer + 1) % 40, 1, priority: 0);
        }

        for (var payer = 0; payer < 40; payer++)
        {
            queue.Pay(payer, 40, 101, priority: 1);
        }

        queue.Positions[0] = (500, 0);
        var chosen = queue.Find(400_000);
        Assert.Equal(Enumerable.Range(0, 41), chosen);
    }

    [Fact]
    public void An_instrument_of_greater_weight_is_preferred()
    {
        // A pays either CNY or HKD against one unit of a scarce asset, of which it has one.
        static int[] Find(int first, int second)
        {
            var queue = new NaiveQueue();
            queue.Weights.AddRange([first, second, 1]);
            queue.Positions.AddRange([(9, 0), (0, 0), (9, 1), (0, 1), (1, 2), (0, 2)]);
            queue.Settlements.Add((0, [new(0, -9), new(1, 9), new(4, -1), new(5, 1)]));
            queue.Settlements.Add((0, [new(2, -9), new(3, 9), new(4, -1), new(5, 1)]));
            return queue.Find();
        }

        Assert.Equal([0], Find(5, 1));
        Assert.Equal([1], Find(1, 5));
        Assert.Equal([0], Find(1, 1));
    }

    [Fact]
    public void Without_a_budget_nothing_is_chosen_and_the_result_says_why()
    {
        var queue = NaiveQueue.InOneCurrency(10, 0).Pay(0, 1, 10);
        Assert.Empty(queue.Find(new LiquiditySaver(), 0, out var work, out var ended));
        Assert.Equal(0, work);
        Assert.True(ended);
        Assert.Equal([0], queue.Find(new LiquiditySaver(), 1_000, out _, out ended));
        Assert.False(ended);
    }

    [Fact]
    public void An_empty_queue_has_an_empty_answer()
    {
        Assert.Empty(new NaiveQueue().Find(new LiquiditySaver(), 0, out _, out var ended));
        Assert.False(ended);
    }

    [Fact]
    public void Amounts_near_two_to_the_126_settle_in_a_ring()
    {
        var most = (Large * 2) - 1;
        var queue = NaiveQueue.InOneCurrency(0, 0, 0).Pay(0, 1, most).Pay(1, 2, most).Pay(2, 0, most);
        Assert.Equal([0, 1, 2], queue.Find());
    }

    [Fact]
    public void Many_amounts_near_two_to_the_126_overflow_nothing_and_displace_no_ordinary_payment()
    {
        var queue = NaiveQueue.InOneCurrency(UInt128.MaxValue, UInt128.MaxValue, 0, 0);
        queue.Pay(0, 1, (Large * 2) - 1);
        for (var i = 0; i < 30; i++)
        {
            queue.Pay(0, 1, Large).Pay(1, 0, Large).Pay(0, 2, Int128.MaxValue).Pay(2, 1, Large);
        }

        queue.Settlements.Add((0, [new Movement(0, Int128.MinValue), new Movement(1, Int128.MaxValue)]));
        queue.Pay(2, 3, 10).Pay(3, 2, 10).Pay(0, 3, 55);
        var chosen = queue.Find();
        Assert.True(queue.IsFeasible(chosen));
        Assert.Equal([122, 123, 124], chosen.Where(s => s > 121));
    }

    [Fact]
    public void A_warm_saver_allocates_nothing()
    {
        var queue = NaiveQueue.InOneCurrency([.. Enumerable.Repeat((UInt128)20, 12)]);
        for (var i = 0; i < 80; i++)
        {
            queue.Pay(
                i % 12,
                (i * 5 + 3) % 12 == i % 12 ? (i + 1) % 12 : (i * 5 + 3) % 12,
                10 + (i * 7 % 31),
                (byte)(i / 40)
            );
        }

        var saver = new LiquiditySaver();
        queue.Load(saver);
        _ = saver.Find(300_000);
        queue.Load(saver);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var chosen = saver.Find(300_000).Chosen.Length;
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(chosen, 1, 80);
    }

    [Fact]
    public void A_position_moved_twice_or_never_added_is_a_bug()
    {
        var saver = new LiquiditySaver();
        saver.AddPosition(0, saver.AddInstrument());
        Assert.Throws<ArgumentException>(() => saver.AddSettlement(0, [new Movement(0, 1), new Movement(0, -1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => saver.AddSettlement(0, [new Movement(1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => saver.AddPosition(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => saver.AddInstrument(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => saver.Find(-1));
    }
}
