using Comity.Ledger.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Retention;

public sealed class RetentionTests
{
    private const ulong Day = 86_400_000;

    private static readonly NetworkParameters Short = new()
    {
        LongestValidityMilliseconds = 60_000,
        LongestWaitMilliseconds = 600_000,
        RetentionMilliseconds = 600_000,
        MostForgotten = 2,
    };

    [Fact]
    public void A_finished_settlement_is_remembered_for_ninety_days_and_then_no_longer()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100);
        var pay = world.Pay("CNA", "CNB", "CNY", 10);
        world.Do([world["CNA"]], pay);
        world.Pass((90 * Day) - 1);
        world.Refused(RefusalCode.DuplicateUetr, [world["CNA"]], pay);
        world.AssertStatus(SettlementStatus.Settled, pay.Uetr);
        world.Pass(1);
        world.AssertStatus(null, pay.Uetr);
        world.Do([world["CNA"]], pay with { Legs = [world.LegOf("CNA", "CNB", "CNY", 7)] });
        Assert.Equal((UInt128)17, world.Available("CNB", "CNY"));
    }

    [Fact]
    public void What_is_forgotten_is_proven_absent_and_leaves_no_trace_in_the_tree()
    {
        var (world, control) = (new World(Short), new World(Short));
        world.Fund("CNA", "CNY", 100);
        control.Fund("CNA", "CNY", 100);
        var (there, back) = (world.Pay("CNA", "CNB", "CNY", 10), world.Pay("CNB", "CNA", "CNY", 10));
        world.Do([world["CNA"]], there);
        world.Do([world["CNB"]], back);
        control.Do([control["CNA"]], control.Pay("CNA", "CNB", "CNY", 10));
        control.Do([control["CNB"]], control.Pay("CNB", "CNA", "CNY", 10));
        var key = StateKey.Settlement(there.Uetr);
        var root = world.Ledger.Commit();
        Assert.True(world.Ledger.Prove(key).Verify(root, key, ValueOf(world, there.Uetr)));
        var leaves = world.Ledger.View.LeafCount;

        // Two a block: the funding and the first payment, then the second.
        world.Pass(600_000);
        world.Pass(0);
        root = world.Ledger.Commit();
        Assert.True(world.Ledger.Prove(key).Verify(root, key, null));
        Assert.False(world.Ledger.TryGetCommitted(key, out _));
        Assert.True(world.Ledger.View.LeafCount < leaves);

        // Whenever the root is asked for.
        control.Pass(600_000);
        control.Pass(0);
        Assert.Equal(root, control.Ledger.Commit());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_forgotten_and_comes_again_between_two_roots_is_in_the_second(bool waits)
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 100);
        var pay = world.Pay("CNA", "CNB", "CNY", 10);
        world.Do([world["CNA"]], pay);
        world.Ledger.Commit();
        world.Pass(600_000);
        world.AssertStatus(null, pay.Uetr);
        world.Do(
            [world["CNA"]],
            waits
                ? world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 900)) with
                {
                    Uetr = pay.Uetr,
                    Queue = new QueueTerms(0, world.In(1_000), false),
                }
                : pay
        );
        var (root, key) = (world.Ledger.Commit(), StateKey.Settlement(pay.Uetr));
        Assert.True(world.Ledger.TryGetCommitted(key, out var committed));
        Assert.True(world.Ledger.Prove(key).Verify(root, key, committed));
        Assert.Equal(root, world.Reload().Commit());
    }

    [Fact]
    public void A_block_forgets_as_many_as_it_adds_and_a_stated_number_more_the_oldest_first()
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 1_000);
        var old = Enumerable.Range(0, 10).Select(_ => world.Pay("CNA", "CNB", "CNY", 1)).ToList();
        foreach (var pay in old)
        {
            world.Do([world["CNA"]], pay);
        }

        var before = world.Ledger.View.FinishedCount;
        world.Pass(600_000);
        Assert.Equal(before - 2, world.Ledger.View.FinishedCount);
        world.Block([.. Enumerable.Range(0, 4).Select(_ => Payment(world))]);
        Assert.Equal(before - 4, world.Ledger.View.FinishedCount);
        var remembered = old.Select(pay => world.StatusOf(pay.Uetr) is not null).ToList();
        Assert.Equal(remembered.Order(), remembered);
        Assert.Contains(true, remembered);
        Assert.Contains(false, remembered);
        for (var blocks = 0; blocks < 3; blocks++)
        {
            world.Pass(0);
        }

        Assert.All(old, pay => world.AssertStatus(null, pay.Uetr));
        Assert.Equal(4, world.Ledger.View.FinishedCount);
    }

    [Fact]
    public void A_ledger_that_is_read_back_forgets_the_same_in_the_same_blocks()
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 1_000).Fund("FX1", "HKD", 100);
        for (var index = 0; index < 8; index++)
        {
            world.Do([world["CNA"]], world.Pay("CNA", "CNB", "CNY", 1));
            world.Do(
                [world["FX1"]],
                world.Offer($"o{index}", "FX1", "HKD", "CNY", new Rate(1, 1), 10) with
                {
                    ExpiresAt = world.In(50_000),
                }
            );
            world.Pass(100_000);
        }

        var copy = world.Reload();
        for (var blocks = 0; blocks < 30; blocks++)
        {
            var block = world.Pass(50_000);
            copy.Apply(new Block(block.Height, block.Time, []));
            Assert.Equal(world.Ledger.Commit(), copy.Commit());
            copy = blocks == 7 ? world.Reload() : copy;
        }

        Assert.Equal(0, world.Ledger.View.FinishedCount);
    }

    [Fact]
    public void An_image_is_of_the_block_it_was_taken_after_whatever_happens_before_it_is_written()
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 100_000).Fund("FX1", "HKD", 100);
        world.Block([.. Enumerable.Range(0, 9_000).Select(_ => Payment(world))]);
        world.Do(
            [world["CNA"]],
            world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 900_000)) with
            {
                Queue = new QueueTerms(0, world.In(500_000), false),
            }
        );
        var (image, root) = (world.Ledger.Freeze(), world.Ledger.Commit());

        // Every page of what had finished is forgotten and used again, and rows are added to the page that was half full.
        for (var blocks = 0; blocks < 4; blocks++)
        {
            world.Pass(600_000);
            world.Block([.. Enumerable.Range(0, 9_000).Select(_ => Payment(world))]);
        }

        world.Do(
            [world["FX1"]],
            world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 10) with
            {
                ExpiresAt = world.In(50_000),
            }
        );
        world.Do(
            [world["CN"]],
            new Protocol.Transactions.Operations.Accounts.FreezeAccount(world["CNB"].Account, "court")
        );
        using var stream = new MemoryStream();
        Assert.Equal(image.WriteTo(stream), stream.Length);
        var read = Ledger.Load(world.Genesis, stream.ToArray());
        Assert.Equal(root, read.Commit());
        read.CheckInvariants();
    }

    [Fact]
    public void Time_alone_calls_for_no_block_to_forget_in()
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 1_000);
        Assert.Equal(Timestamp.Never, world.Ledger.NextDue);
    }

    [Fact]
    public void A_transaction_never_applies_twice_however_short_the_memory_for_settlements()
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 100);
        var pay = world.Transaction([world["CNA"]], world.Pay("CNA", "CNB", "CNY", 10));
        Assert.Null(world.Block(pay).Receipts[0].Refusal);
        Assert.Equal(RefusalCode.DuplicateTransaction, world.Block(pay).Receipts[0].Refusal?.Code);
        for (var blocks = 0; blocks < 20; blocks++)
        {
            world.Pass(100_000);
        }

        Assert.Equal(0, world.Ledger.View.FinishedCount);
        Assert.Equal(RefusalCode.TransactionExpired, world.Block(pay).Receipts[0].Refusal?.Code);
        Assert.Equal((UInt128)10, world.Available("CNB", "CNY"));
    }

    [Fact]
    public void What_was_refused_as_valid_too_long_stays_refused_when_its_end_is_near()
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 100);
        var early = Payment(world, world.In(500_000));
        Assert.Equal(RefusalCode.ValidityTooLong, world.Block(early).Receipts[0].Refusal?.Code);
        world.Pass(450_000);
        world.Ledger = world.Reload();
        Assert.Equal(RefusalCode.DuplicateTransaction, world.Block(early).Receipts[0].Refusal?.Code);
    }

    [Fact]
    public void What_is_valid_for_longer_than_anything_is_remembered_is_refused_and_not_noted()
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 100);
        world.Pass(200_000);
        world.Ledger.Commit();
        var leaves = world.Ledger.View.LeafCount;
        var endless = Enumerable.Range(0, 50).Select(each => Payment(world, world.In(700_000 + (Day * (ulong)each))));
        var all = endless.Append(Payment(world, Timestamp.Never)).ToArray();
        Assert.All(
            world.Block(all).Receipts,
            receipt => Assert.Equal(RefusalCode.ValidityTooLong, receipt.Refusal?.Code)
        );
        world.Ledger.Commit();
        Assert.Equal(leaves, world.Ledger.View.LeafCount);

        // In its last minute it can come, once.
        world.Pass(690_000);
        Assert.Null(world.Block(all[0]).Receipts[0].Refusal);
        Assert.Equal(RefusalCode.DuplicateTransaction, world.Block(all[0]).Receipts[0].Refusal?.Code);
    }

    [Fact]
    public void An_offers_id_is_free_again_once_nobody_who_waits_can_name_the_first_one()
    {
        var world = new World(Short);
        var first = world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 1_000) with { ExpiresAt = world.In(400_000) };
        world.Do([world["FX1"]], first);
        world.Do([world["FX1"]], new WithdrawOffer(first.Id));
        world.Pass(999_999);
        world.Refused(RefusalCode.OfferExists, [world["FX1"]], first with { ExpiresAt = world.In(1_000) });
        world.Pass(1);
        var second = world.Offer("o", "FX2", "HKD", "CNY", new Rate(1, 1), 1_000) with { ExpiresAt = world.In(1_000) };
        world.Do([world["FX2"]], second);
        Assert.Equal(world["FX2"].Account, Assert.Single(world.Ledger.View.Offers).Terms.Account);
    }

    [Fact]
    public void A_settlement_does_not_wait_for_an_offer_that_is_not_there_behind_one_that_is_used_up()
    {
        var world = new World(Short);
        world.Fund("CNA", "CNY", 100);
        world.Do(
            [world["FX1"]],
            world.Offer("small", "FX1", "HKD", "CNY", new Rate(1, 1), 1) with
            {
                ExpiresAt = world.In(1_000),
            }
        );
        Exchange Take(string offer) =>
            new(world["CNA"].Account, world["HKA"].Account, [Party.OfferNamed(offer)], ExchangeSide.Pay, 10, 1);
        world.Refused(
            RefusalCode.OfferUnknown,
            [world["CNA"]],
            world.Queued(0) with
            {
                Exchanges = [Take("small"), Take("none")],
                Queue = new QueueTerms(0, world.In(1_000), false),
            }
        );
    }

    [Theory]
    [InlineData(86_400_000UL, 2_592_000_000UL, 2_591_999_999UL)]
    [InlineData(86_400_000UL, 1_000UL, 172_799_999UL)]
    public void A_network_that_would_forget_too_soon_is_not_founded(ulong validity, ulong wait, ulong retention)
    {
        NetworkGenesis With(ulong milliseconds) =>
            new World().Genesis with
            {
                Parameters = new NetworkParameters
                {
                    LongestValidityMilliseconds = validity,
                    LongestWaitMilliseconds = wait,
                    RetentionMilliseconds = milliseconds,
                },
            };
        Assert.False(NetworkGenesis.TryRead(With(retention).ToBytes(), out _, out var failure));
        Assert.Equal("parameters.retention_milliseconds", failure.Path);
        Assert.True(NetworkGenesis.TryRead(With(retention + 1).ToBytes(), out var genesis, out _));
        Assert.Equal(retention + 1, genesis.Parameters.RetentionMilliseconds);
    }

    private static Protocol.Cryptography.Hash256 ValueOf(World world, Uetr uetr) =>
        world.Ledger.View.TryGetFinished(uetr, out var value)
            ? value.Hash()
            : throw new InvalidOperationException($"{uetr} has not finished.");

    private static AuthenticatedTransaction Payment(World world, Timestamp? validUntil = null)
    {
        var signed = world.Transaction([world["CNA"]], world.Pay("CNA", "CNB", "CNY", 1)).Transaction;
        return AuthenticatedTransaction.VerifiedBefore(
            new Transaction
            {
                Id = signed.Id,
                Network = signed.Network,
                ValidUntil = validUntil ?? signed.ValidUntil,
                Signers = signed.Signers,
                Operations = signed.Operations,
            }
        );
    }
}
