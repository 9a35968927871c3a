using Comity.Ledger.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Determinism;

public sealed class RootTests
{
    [Fact]
    public void A_settlement_that_waited_can_be_proved_once_it_is_final()
    {
        var world = new World();
        var settle = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 100));
        world.Do([world["CNA"]], settle);
        world.Ledger.Commit();
        world.Fund("CNA", "CNY", 100);
        var root = world.Ledger.Commit();
        Assert.True(world.Ledger.View.TryGetFinished(settle.Uetr, out var value));
        var key = StateKey.Settlement(settle.Uetr);
        Assert.True(world.Ledger.Prove(key).Verify(root, key, value.Hash()));
    }

    [Fact]
    public void A_ledger_that_is_read_back_has_the_same_root()
    {
        var world = new World();
        world.Do([world["CNA"]], world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 100)));
        world.Fund("CNA", "CNY", 100);
        var root = world.Ledger.Commit();
        Assert.Equal(root, world.Reload().Commit());
    }

    [Fact]
    public void The_root_does_not_depend_on_when_it_was_asked_for()
    {
        var (often, once) = (new World(), new World());
        foreach (var world in (World[])[often, once])
        {
            for (var day = 0; day < 3; day++)
            {
                world.Fund("CNA", "CNY", 100);
                world.Do([world["CNA"]], world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 80)));
                if (world == often)
                {
                    world.Ledger.Commit();
                }
            }
        }

        Assert.Equal(often.Ledger.Commit(), once.Ledger.Commit());
    }

    [Fact]
    public void A_refused_transaction_of_several_operations_leaves_nothing_but_its_id()
    {
        var (world, control) = (new World(), new World());
        foreach (var each in (World[])[world, control])
        {
            each.Fund("CNA", "CNY", 100);
            each.Do([each["CNA"]], each.Queued(0, each.LegOf("CNA", "CNB", "CNY", 500)));
            each.Pass(5_000);
        }

        // The same id, refused in the first operation and in the fourth.
        var broken = world.Pay("CNA", "CNB", "EUR", 1);
        var late = world.Transaction(
            [world["CNA"]],
            world.Pay("CNA", "CNB", "CNY", 10),
            world.Queued(2, world.LegOf("CNA", "CNB", "CNY", 70)),
            world.Reserved(world.LegOf("CNA", "HKA", "CNY", 20)),
            broken
        );
        var early = control.Transaction([control["CNA"]], broken);
        Assert.Equal(RefusalCode.InstrumentUnknown, world.Block(late).Receipts[0].Refusal?.Code);
        Assert.Equal(3, world.History[^1].Receipts[0].Operation);
        Assert.Equal(RefusalCode.InstrumentUnknown, control.Block(early).Receipts[0].Refusal?.Code);
        Assert.Empty(world.Events);
        Assert.Equal(control.Ledger.Commit(), world.Ledger.Commit());
    }

    [Fact]
    public void A_ledger_that_is_read_back_after_the_saver_failed_goes_on_as_the_other_does()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 10).Fund("CNB", "CNY", 10);
        world.Do([world["FX1"]], world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 100));
        world.Fund("FX1", "HKD", 1_000);
        world.Do(
            [world["CN"]],
            new Protocol.Transactions.Operations.Policy.SetInstrumentPolicy(
                World.Instrument("CNY"),
                new Protocol.Policies.RulePolicy([
                    new Protocol.Policies.BalanceCapRule("cap", Protocol.Policies.RuleScope.Any, 15),
                ])
            )
        );
        // A ring that a cap forbids: the saver finds it, tries, and gives up.
        world.Do([world["CNA"]], world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 30)));
        world.Do([world["CNB"]], world.Queued(0, world.LegOf("CNB", "CNA", "CNY", 24)));
        world.Pass(300);
        world.Pass(300);
        var copy = world.Reload();
        var block = world.Pass(300);
        copy.Apply(new Block(block.Height, block.Time, []));
        Assert.Equal(world.Ledger.Commit(), copy.Commit());
    }

    [Fact]
    public void A_settlement_does_not_execute_in_the_block_in_which_its_time_is_over()
    {
        var world = new World(new NetworkParameters());
        world.Fund("CNA", "CNY", 100);
        var preimage = new byte[] { 1, 2, 3 };
        var settle = world.Reserved(world.LegOf("CNA", "CNB", "CNY", 100)) with
        {
            Conditions = [new HashLock(Protocol.Cryptography.Sha256.Hash(preimage))],
        };
        world.Do([world["CNA"]], settle);
        Assert.Equal((UInt128)100, world.Held("CNA", "CNY"));
        var late = world.Ledger.Apply(
            new Block(
                world.Ledger.Height + 1,
                world.In(3_600_000),
                [LateTransaction(world, new Fulfil(settle.Uetr, [.. preimage]))]
            )
        );
        Assert.Equal(RefusalCode.SettlementFinished, late.Receipts[0].Refusal?.Code);
        world.AssertStatus(SettlementStatus.Expired, settle.Uetr);
        Assert.Equal((UInt128)100, world.Available("CNA", "CNY"));
    }

    private static AuthenticatedTransaction LateTransaction(World world, Fulfil fulfil) =>
        AuthenticatedTransaction.VerifiedBefore(
            new Transaction
            {
                Id = Transaction.IdOf([9, 9, 9]),
                Network = World.Network,
                ValidUntil = world.In(3_700_000),
                Signers = [world["CNB"].Key],
                Operations = [fulfil],
            }
        );
}
