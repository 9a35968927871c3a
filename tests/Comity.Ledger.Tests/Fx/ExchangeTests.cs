using System.Numerics;
using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;
using CsCheck;

namespace Comity.Ledger.Tests.Fx;

public sealed class ExchangeTests
{
    private static readonly Gen<Rate> Rates = Gen.Select(
        Gen.ULong[1, ulong.MaxValue],
        Gen.ULong[1, ulong.MaxValue],
        (numerator, denominator) => new Rate(numerator, denominator)
    );

    [Fact]
    public void Rounding_is_against_the_taker_by_less_than_one_minor_unit() =>
        Gen.Select(Rates, Gen.ULong, Gen.ULong)
            .Sample(
                (rate, high, low) =>
                {
                    var units = new UInt128(high >> 3, low);
                    var (numerator, denominator) = ((BigInteger)rate.Numerator, (BigInteger)rate.Denominator);
                    if (rate.TrySold(units, out var sold))
                    {
                        // What the maker owes exactly, less what it gives: at least nothing, below one unit.
                        var shortfall = (units * numerator) - ((BigInteger)sold * denominator);
                        Assert.True(shortfall >= 0 && shortfall < denominator);
                    }
                    else
                    {
                        Assert.True(units * numerator / denominator > UInt128.MaxValue);
                    }

                    if (rate.TryBought(units, out var bought))
                    {
                        var excess = ((BigInteger)bought * numerator) - (units * denominator);
                        Assert.True(excess >= 0 && excess < numerator);
                    }
                    else
                    {
                        Assert.True(((units * denominator) + numerator - 1) / numerator > UInt128.MaxValue);
                    }
                },
                iter: 20_000
            );

    [Theory]
    [InlineData(ExchangeSide.Pay, 100, 33, 100)]
    [InlineData(ExchangeSide.Receive, 33, 33, 99)]
    public void A_payment_states_one_end_exactly(ExchangeSide side, int units, int received, int paid)
    {
        var world = Market(new Rate(1, 3));
        world.Do(
            [world["CNA"]],
            world.Exchanging("CNA", "HKA", side, (UInt128)units, (UInt128)(side == ExchangeSide.Pay ? 1 : 1_000), "o")
        );
        Assert.Equal((UInt128)received, world.Available("HKA", "HKD"));
        Assert.Equal((UInt128)(1_000 - paid), world.Available("CNA", "CNY"));
        Assert.Equal((UInt128)paid, world.Available("FX1", "CNY"));
    }

    [Fact]
    public void A_chain_goes_through_a_third_currency_from_either_end()
    {
        foreach (var side in Enum.GetValues<ExchangeSide>())
        {
            var world = Market(new Rate(7, 3));
            world.Fund("FX2", "AED", 1_000);
            world.Do([world["FX2"]], world.Offer("p", "FX2", "AED", "HKD", new Rate(2, 5), 1_000));
            var forwards = side == ExchangeSide.Pay;
            var settle = world.Exchanging(
                "CNA",
                "AEA",
                side,
                (UInt128)(forwards ? 100 : 93),
                (UInt128)(forwards ? 93 : 100),
                "o",
                "p"
            );
            world.Do([world["CNA"]], settle);
            // 100 CNY buy 233 HKD (233.3), and those 93 AED (93.2); 93 AED cost 233 HKD (232.5), and those 100 CNY (99.9).
            Assert.Equal((UInt128)93, world.Available("AEA", "AED"));
            Assert.Equal((UInt128)900, world.Available("CNA", "CNY"));
            Assert.Equal((UInt128)233, world.Available("FX2", "HKD"));
        }
    }

    [Fact]
    public void Takers_in_one_block_cannot_overdraw_a_capacity()
    {
        var world = Market(new Rate(1, 1), capacity: 100);
        world.Fund("CNB", "CNY", 1_000);
        var block = world.Block(
            world.Transaction([world["CNA"]], world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 60, 1, "o")),
            world.Transaction([world["CNB"]], world.Exchanging("CNB", "HKA", ExchangeSide.Pay, 60, 1, "o")),
            world.Transaction([world["CNB"]], world.Exchanging("CNB", "HKA", ExchangeSide.Pay, 40, 1, "o"))
        );
        Assert.Equal(
            [null, RefusalCode.OfferCapacityExceeded, null],
            block.Receipts.Select(receipt => receipt.Refusal?.Code)
        );
        Assert.Equal((UInt128)0, world.RemainingOf("o"));
    }

    [Fact]
    public void One_settlement_that_takes_an_offer_twice_cannot_overdraw_it_either()
    {
        var world = Market(new Rate(1, 1), capacity: 100);
        var once = world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 60, 1, "o");
        world.Refused(
            RefusalCode.OfferCapacityExceeded,
            [world["CNA"]],
            once with
            {
                Exchanges = [once.Exchanges[0], once.Exchanges[0]],
            }
        );
        Assert.Equal((UInt128)100, world.RemainingOf("o"));
    }

    [Fact]
    public void An_offer_expires_at_its_instant_and_a_withdrawn_one_is_gone_at_once()
    {
        var world = Market(new Rate(1, 1));
        world.Do([world["FX1"]], new WithdrawOffer(Party.OfferNamed("o")));
        world.Refused(
            RefusalCode.OfferUnknown,
            [world["CNA"]],
            world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 1, 1, "o")
        );
        world.Do(
            [world["FX1"]],
            world.Offer("q", "FX1", "HKD", "CNY", new Rate(1, 1), 10) with
            {
                ExpiresAt = world.In(5),
            }
        );
        world.Pass(5);
        world.Refused(
            RefusalCode.OfferUnknown,
            [world["CNA"]],
            world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 1, 1, "q")
        );
    }

    [Fact]
    public void What_is_held_of_a_withdrawn_offer_still_executes()
    {
        var world = Market(new Rate(1, 1));
        var settle = world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 60, 1, "o") with
        {
            Queue = new QueueTerms(0, world.In(10_000), true),
            Conditions = [new ApprovalCondition(World.Country("TH"))],
        };
        world.Do([world["CNA"]], settle);
        world.Do([world["FX1"]], new WithdrawOffer(Party.OfferNamed("o")));
        world.Do([world["TH"]], new Authorise(settle.Uetr, settle.Terms));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
        Assert.Equal((UInt128)60, world.Available("HKA", "HKD"));
    }

    private static World Market(Rate rate, UInt128? capacity = null)
    {
        var world = new World();
        world.Fund("CNA", "CNY", 1_000).Fund("FX1", "HKD", 1_000);
        world.Do([world["FX1"]], world.Offer("o", "FX1", "HKD", "CNY", rate, capacity ?? 1_000));
        return world;
    }
}
