using Comity.Ledger.Events;
using Comity.Protocol.Genesis;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Queue;

public sealed class QueueTests
{
    private static readonly NetworkParameters NoSaver = new() { SaverIntervalMilliseconds = 1_000_000_000 };

    [Fact]
    public void The_more_urgent_goes_first_and_of_equals_the_older()
    {
        var world = new World();
        var (normal, urgent, later) = (
            world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 60)),
            world.Queued(5, world.LegOf("CNA", "CNB", "CNY", 60)),
            world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 60))
        );
        world.Do([world["CNA"]], normal, urgent, later);
        world.Fund("CNA", "CNY", 60);
        world.AssertStatus(SettlementStatus.Settled, urgent.Uetr);
        world.AssertStatus(SettlementStatus.Waiting, normal.Uetr);
        world.Fund("CNA", "CNY", 60);
        world.AssertStatus(SettlementStatus.Settled, normal.Uetr);
        world.AssertStatus(SettlementStatus.Waiting, later.Uetr);
    }

    [Fact]
    public void A_ring_in_gridlock_across_two_currencies_is_cleared_by_the_liquidity_saver()
    {
        var world = new World();
        var first = world.Queued(0, world.LegOf("CNA", "HKA", "CNY", 100));
        var second = world.Queued(0, world.LegOf("HKA", "CNB", "CNY", 100), world.LegOf("CNA", "HKA", "HKD", 50));
        var third = world.Queued(0, world.LegOf("CNB", "CNA", "CNY", 100), world.LegOf("HKA", "CNA", "HKD", 50));
        world.Do([world["CNA"]], first);
        world.Do([world["CNA"], world["HKA"]], second);
        Assert.Equal(2, world.Ledger.View.WaitingCount);
        world.Do([world["CNB"], world["HKA"]], third);
        world.Pass(250);
        Assert.All(new[] { first, second, third }, settle => world.AssertStatus(SettlementStatus.Settled, settle.Uetr));
        var saved = Assert.Single(world.History.SelectMany(block => block.Events).OfType<LiquiditySaved>());
        Assert.Equal([first.Uetr, second.Uetr, third.Uetr], saved.Settlements);
    }

    [Fact]
    public void Nothing_that_executes_in_the_last_try_of_a_block_is_forgotten()
    {
        // The second gives the first its cover, and is the last that the block may try.
        var world = new World(NoSaver with { MostTries = 2 });
        world.Fund("CNB", "CNY", 5);
        var first = world.Queued(0, world.LegOf("CNA", "HKA", "CNY", 10));
        var second = world.Queued(0, world.LegOf("CNB", "CNA", "CNY", 10));
        world.Do([world["CNA"]], first);
        world.Do([world["CNB"]], second);
        world.Fund("CNB", "CNY", 5);
        world.AssertStatus(SettlementStatus.Settled, second.Uetr);
        for (var block = 0; block < 3 && world.Ledger.NextDue <= world.Now; block++)
        {
            world.Pass(0);
        }

        world.AssertStatus(SettlementStatus.Settled, first.Uetr);
    }

    [Fact]
    public void Work_that_a_block_leaves_is_done_by_the_next_ones_and_then_there_is_rest()
    {
        var world = new World(NoSaver with { MostTries = 3 });
        var stuck = Enumerable
            .Range(0, 10)
            .Select(_ => world.Queued(0, world.LegOf("CNA", "HKA", "CNY", 10)))
            .ToArray();
        world.Do([world["CNA"]], [.. stuck]);
        for (var block = 0; block < 10; block++)
        {
            world.Pass(0);
        }

        Assert.True(world.Ledger.NextDue > world.Now, "A queue in which nothing can move asks for no more blocks.");
        world.Fund("CNA", "CNY", 95);
        for (var block = 0; block < 10; block++)
        {
            world.Pass(0);
        }

        Assert.Equal(1, world.Ledger.View.WaitingCount);
        world.AssertStatus(SettlementStatus.Waiting, stuck[9].Uetr);
        Assert.True(world.Ledger.NextDue > world.Now);
    }

    [Fact]
    public void A_time_window_is_remembered_though_a_look_takes_several_blocks()
    {
        var world = new World(NoSaver with { MostTries = 1 });
        world.Fund("CNA", "CNY", 10);
        var windowed = world.Queued(9, world.LegOf("CNA", "HKA", "CNY", 10)) with
        {
            Conditions = [new TimeWindow(world.In(5_000), Timestamp.Never)],
        };
        world.Do([world["CNA"]], windowed);
        world.Do([world["CNB"]], world.Queued(0, world.LegOf("CNB", "HKA", "CNY", 10)));
        for (var block = 0; block < 5; block++)
        {
            world.Pass(0);
        }

        Assert.Equal(world.In(5_000), world.Ledger.NextDue);
        world.Pass(5_000);
        world.Pass(0);
        world.AssertStatus(SettlementStatus.Settled, windowed.Uetr);
    }

    [Fact]
    public void What_a_senior_has_first_call_on_asks_for_no_blocks_of_its_own()
    {
        var world = new World(NoSaver);
        world.Fund("CNA", "CNY", 50);
        var senior = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 100));
        world.Do([world["CNA"]], senior);
        world.Pass(60_000);
        var behind = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 10));
        world.Do([world["CNA"]], behind);
        world.Pass(60_001);
        world.AssertStatus(SettlementStatus.Waiting, behind.Uetr);
        Assert.True(world.Ledger.NextDue > world.Now, "Nothing is due, though its patience has run out.");
    }

    [Fact]
    public void Once_senior_nothing_later_draws_its_position_down()
    {
        var world = new World(NoSaver);
        world.Fund("CNA", "CNY", 50);
        var senior = world.Queued(3, world.LegOf("CNA", "CNB", "CNY", 100));
        world.Do([world["CNA"]], senior);
        world.Do([world["CNA"]], world.Pay("CNA", "HKA", "CNY", 10));
        world.Pass(60_000);
        var refusal = world.Refused(
            RefusalCode.CoverPromisedToOlder,
            [world["CNA"]],
            world.Pay("CNA", "HKA", "CNY", 10)
        );
        Assert.Equal("AM04", refusal.IsoReason);
        var urgent = world.Queued(4, world.LegOf("CNA", "HKA", "CNY", 10));
        world.Do([world["CNA"]], urgent);
        world.AssertStatus(SettlementStatus.Settled, urgent.Uetr);
        world.Fund("CNA", "CNY", 70);
        world.AssertStatus(SettlementStatus.Settled, senior.Uetr);
        Assert.Equal((UInt128)0, world.Available("CNA", "CNY"));
    }

    [Fact]
    public void Holding_funds_draws_a_seniors_position_down_whatever_the_settlement_would_pay_in()
    {
        var world = new World(NoSaver);
        world.Fund("CNA", "CNY", 50).Fund("CNB", "CNY", 50);
        world.Do([world["CNA"]], world.Queued(3, world.LegOf("CNA", "HKA", "CNY", 100)));
        world.Pass(60_000);
        var swap = world.Reserved(world.LegOf("CNA", "CNB", "CNY", 40), world.LegOf("CNB", "CNA", "CNY", 40)) with
        {
            Conditions = [new ApprovalCondition(World.Country("TH"))],
        };
        world.Do([world["CNA"], world["CNB"]], swap);
        Assert.Equal((UInt128)50, world.Available("CNA", "CNY"));
        world.AssertStatus(SettlementStatus.Waiting, swap.Uetr);
    }

    [Fact]
    public void Whoever_stood_behind_a_senior_is_tried_again_in_the_block_in_which_the_senior_comes_to_hold_its_funds()
    {
        var world = new World(NoSaver);
        var never = new HashLock(Protocol.Cryptography.Sha256.Hash([1]));
        var senior = world.Reserved(world.LegOf("CNA", "HKA", "CNY", 100)) with { Conditions = [never] };
        var payer = world.Queued(0, world.LegOf("CNB", "CNA", "CNY", 200));
        var behind = world.Reserved(world.LegOf("CNA", "HKA", "CNY", 60)) with { Conditions = [never] };
        world.Do([world["CNA"]], senior);
        world.Do([world["CNB"]], payer);
        world.Do([world["CNA"]], behind);
        world.Pass(60_000);
        world.Fund("CNB", "CNY", 200);
        world.AssertStatus(SettlementStatus.Settled, payer.Uetr);
        world.AssertStatus(SettlementStatus.Reserved, senior.Uetr);
        world.AssertStatus(SettlementStatus.Reserved, behind.Uetr);
    }

    [Fact]
    public void An_absurd_amount_beside_a_senior_is_refused_and_breaks_nothing()
    {
        var world = new World(NoSaver);
        world.Fund("CNA", "CNY", 50).Fund("CNB", "CNY", 50);
        world.Do([world["CNA"]], world.Queued(3, world.LegOf("CNA", "HKA", "CNY", 100)));
        world.Pass(60_000);
        var absurd = world.Reserved(
            world.LegOf("CNA", "CNB", "CNY", 1),
            world.LegOf("CNB", "CNA", "CNY", UInt128.MaxValue)
        );
        world.Do([world["CNA"], world["CNB"]], absurd);
        world.AssertStatus(SettlementStatus.Waiting, absurd.Uetr);
    }

    [Fact]
    public void A_settlement_that_waits_for_a_makers_cover_executes_soon_after_it_comes()
    {
        var world = new World(NoSaver);
        world.Fund("CNA", "CNY", 1_000);
        var offer = world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 1_000);
        world.Do([world["FX1"]], offer);
        var settle = world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 100, 100, "o") with
        {
            Queue = new QueueTerms(0, world.In(3_600_000), false),
        };
        world.Do([world["CNA"]], settle);
        world.Pass(120_000);
        world.AssertStatus(SettlementStatus.Waiting, settle.Uetr);
        world.Fund("FX1", "HKD", 100);
        Assert.True(world.Ledger.NextDue <= world.In(1_000));
        world.Pass(1_000);
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
    }

    [Fact]
    public void A_settlement_that_waits_for_a_creditors_balance_cap_executes_soon_after_there_is_room()
    {
        var world = new World(NoSaver);
        world.Fund("CNA", "CNY", 100).Fund("CNB", "CNY", 100);
        world.Do(
            [world["CN"]],
            new SetInstrumentPolicy(
                World.Instrument("CNY"),
                new RulePolicy([new BalanceCapRule("cap", RuleScope.Any, 100)])
            )
        );
        var settle = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 50));
        world.Do([world["CNA"]], settle);
        world.AssertStatus(SettlementStatus.Waiting, settle.Uetr);
        world.Pass(10_000);
        world.Do([world["CNB"]], world.Pay("CNB", "HKA", "CNY", 60));
        world.Pass(1_000);
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
    }

    [Fact]
    public void The_next_due_time_is_the_first_of_expiry_window_patience_and_saver()
    {
        var world = new World(NoSaver);
        Assert.Equal(Timestamp.Never, world.Ledger.NextDue);
        var settle = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 50));
        world.Do([world["CNA"]], settle);
        Assert.Equal(world.In(60_000), world.Ledger.NextDue);
        world.Pass(60_000);
        Assert.Equal(World.Start.Plus(3_600_000), world.Ledger.NextDue);
        world.Do(
            [world["FX1"]],
            world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 1_000) with
            {
                ExpiresAt = world.In(7),
            }
        );
        Assert.Equal(world.In(7), world.Ledger.NextDue);
    }

    [Fact]
    public void A_full_queue_takes_no_more()
    {
        var world = new World(NoSaver with { MostWaiting = 1 });
        world.Do([world["CNA"]], world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 50)));
        world.Refused(RefusalCode.QueueFull, [world["CNA"]], world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 50)));
    }

    [Fact]
    public void A_maker_that_pays_itself_through_its_own_offer_holds_and_gives_back_its_capacity()
    {
        var world = new World();
        world.Do([world["FX1"]], world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 1_000));
        var settle = world.Exchanging("FX1", "FX1", ExchangeSide.Pay, 100, 100, "o") with
        {
            Queue = new QueueTerms(0, world.In(10_000), true),
            Conditions = [new ApprovalCondition(World.Country("TH"))],
        };
        world.Do([world["FX1"]], settle);
        world.Fund("FX1", "CNY", 10);
        Assert.Equal((UInt128)900, Assert.Single(world.Ledger.View.Offers).Remaining);
        world.Pass(10_000);
        Assert.Equal((UInt128)1_000, Assert.Single(world.Ledger.View.Offers).Remaining);
    }
}
