using Comity.Ledger.Events;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Settlements;

public sealed class SettlementTests
{
    private static readonly byte[] Secret = [4, 2];

    [Fact]
    public void Legs_happen_together_or_not_at_all()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100).Fund("HKA", "HKD", 49);
        var pvp = world.Pay("CNA", "HKA", "CNY", 100) with
        {
            Legs = [world.LegOf("CNA", "HKA", "CNY", 100), world.LegOf("HKA", "CNA", "HKD", 50)],
        };
        world.Refused(RefusalCode.InsufficientCover, [world["CNA"], world["HKA"]], pvp);
        Assert.Equal((UInt128)100, world.Available("CNA", "CNY"));
        world.Fund("HKA", "HKD", 1);
        world.Do([world["CNA"], world["HKA"]], pvp);
        Assert.Equal((UInt128)100, world.Available("HKA", "CNY"));
        Assert.Equal((UInt128)50, world.Available("CNA", "HKD"));
    }

    [Fact]
    public void What_a_debtor_receives_in_the_step_covers_what_it_pays_in_it()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100);
        var through = world.Pay("CNA", "CNB", "CNY", 100) with
        {
            Legs = [world.LegOf("CNB", "HKA", "CNY", 100), world.LegOf("CNA", "CNB", "CNY", 100)],
        };
        world.Do([world["CNA"], world["CNB"]], through);
        Assert.Equal((UInt128)100, world.Available("HKA", "CNY"));
    }

    [Fact]
    public void A_transaction_is_ordered_once_applied_or_refused()
    {
        var world = new World();
        var refused = world.Transaction([world["CNA"]], world.Pay("CNA", "CNB", "CNY", 5));
        Assert.Equal(RefusalCode.InsufficientCover, world.Block(refused).Receipts[0].Refusal?.Code);
        world.Fund("CNA", "CNY", 5);
        Assert.Equal(RefusalCode.DuplicateTransaction, world.Block(refused).Receipts[0].Refusal?.Code);
        var applied = world.Transaction([world["CNA"]], world.Pay("CNA", "CNB", "CNY", 5));
        Assert.True(world.Block(applied).Receipts[0].Applied);
        Assert.Equal(RefusalCode.DuplicateTransaction, world.Block(applied).Receipts[0].Refusal?.Code);
        world.Ledger = world.Reload();
        Assert.Equal(RefusalCode.DuplicateTransaction, world.Block(applied).Receipts[0].Refusal?.Code);
        world.Pass(60_001);
        Assert.Equal(RefusalCode.TransactionExpired, world.Block(applied).Receipts[0].Refusal?.Code);
    }

    [Fact]
    public void A_second_settlement_with_the_same_uetr_is_refused_while_the_first_waits_and_for_ever_after()
    {
        var world = new World();
        var first = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 5));
        world.Do([world["CNA"]], first);
        world.Refused(
            RefusalCode.DuplicateUetr,
            [world["CNA"]],
            world.Pay("CNA", "CNB", "CNY", 9) with
            {
                Uetr = first.Uetr,
            }
        );
        world.Do([world["CNA"]], new Cancel(first.Uetr, "CUST"));
        world.Refused(RefusalCode.DuplicateUetr, [world["CNA"]], first);
    }

    [Fact]
    public void A_creditor_may_ask_and_the_debtor_authorise_later()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 5);
        var request = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 5));
        world.Do([world["CNB"]], request);
        world.AssertStatus(SettlementStatus.Waiting, request.Uetr);
        world.Do([world["CNA"]], new Authorise(request.Uetr, request.Terms));
        world.AssertStatus(SettlementStatus.Settled, request.Uetr);
        Assert.Equal(SettlementPath.Completed, world.Events.OfType<SettlementSettled>().Single().Path);
    }

    [Fact]
    public void A_hash_lock_with_reserve_holds_funds_until_the_preimage_is_shown()
    {
        var world = Locked(out var settle);
        world.AssertStatus(SettlementStatus.Reserved, settle.Uetr);
        Assert.Equal(((UInt128)0, (UInt128)100), (world.Available("CNA", "CNY"), world.Held("CNA", "CNY")));
        world.Refused(RefusalCode.InsufficientCover, [world["CNA"]], world.Pay("CNA", "CNB", "CNY", 1));
        world.Refused(RefusalCode.PreimageWrong, [world["SAA"]], new Fulfil(settle.Uetr, [0]));
        world.Do([world["SAA"]], new Fulfil(settle.Uetr, [.. Secret]));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
        Assert.Equal((UInt128)100, world.Available("HKA", "CNY"));
        Assert.Equal(Secret, world.Events.OfType<SettlementFulfilled>().Single().Preimage);
    }

    [Fact]
    public void A_hold_that_expires_returns_to_its_owner()
    {
        var world = Locked(out var settle);
        world.Pass(3_600_000);
        world.AssertStatus(SettlementStatus.Expired, settle.Uetr);
        Assert.Equal(((UInt128)100, (UInt128)0), (world.Available("CNA", "CNY"), world.Held("CNA", "CNY")));
    }

    [Fact]
    public void A_hold_is_given_up_when_every_creditor_has_renounced_it()
    {
        var world = Locked(out var settle);
        world.Refused(RefusalCode.FundsReserved, [world["CNA"]], new Cancel(settle.Uetr, ""));
        world.Do([world["HKA"]], new Cancel(settle.Uetr, ""));
        world.AssertStatus(SettlementStatus.Cancelled, settle.Uetr);
        Assert.Equal((UInt128)100, world.Available("CNA", "CNY"));
    }

    [Fact]
    public void A_frozen_debtors_hold_stays_until_it_is_released()
    {
        var world = Locked(out var settle);
        world.Do([world["CN"]], new FreezeAccount(world["CNA"].Account, "order"));
        world.Do([world["HKA"]], new Fulfil(settle.Uetr, [.. Secret]));
        world.AssertStatus(SettlementStatus.Reserved, settle.Uetr);
        world.Do([world["CN"]], new ReleaseAccount(world["CNA"].Account));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
    }

    [Fact]
    public void A_time_window_opens_and_closes_at_its_instants()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100);
        var window = new TimeWindow(world.In(1_000), world.In(2_000));
        var early = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 5)) with { Conditions = [window] };
        world.Do([world["CNA"]], early);
        world.Pass(999);
        world.AssertStatus(SettlementStatus.Waiting, early.Uetr);
        world.Pass(1);
        world.AssertStatus(SettlementStatus.Settled, early.Uetr);
        world.Pass(1_000);
        world.Refused(
            RefusalCode.ConditionNotMet,
            [world["CNA"]],
            world.Pay("CNA", "CNB", "CNY", 5) with
            {
                Conditions = [window],
            }
        );
    }

    [Fact]
    public void An_attestation_lets_a_settlement_through_while_it_stands()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100);
        var shipped = new AttestationCondition(world["TH"].Lei, "goods-shipped", Sha256.Hash(Secret));
        var settle = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 5)) with { Conditions = [shipped] };
        world.Do([world["CNA"]], settle);
        world.Do([world["SA"]], new Attest(world["SA"].Lei, shipped.Kind, shipped.Subject, Timestamp.Never));
        world.AssertStatus(SettlementStatus.Waiting, settle.Uetr);
        world.Do([world["TH"]], new Attest(world["TH"].Lei, shipped.Kind, shipped.Subject, world.In(500)));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
        world.Pass(500);
        Assert.Single(world.Events.OfType<AttestationExpired>());
        var late = world.Pay("CNA", "CNB", "CNY", 5) with { Conditions = [shipped] };
        world.Refused(RefusalCode.ConditionNotMet, [world["CNA"]], late);
    }

    [Fact]
    public void An_approval_is_given_by_the_authority_named_with_the_transaction_or_later()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100);
        var approved = new ApprovalCondition(World.Country("TH"));
        world.Do([world["CNA"], world["TH"]], world.Pay("CNA", "CNB", "CNY", 5) with { Conditions = [approved] });
        var settle = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 5)) with { Conditions = [approved] };
        world.Do([world["CNA"]], settle);
        world.Do([world["HK"]], new Authorise(settle.Uetr, settle.Terms));
        world.AssertStatus(SettlementStatus.Waiting, settle.Uetr);
        world.Do([world["TH"]], new Authorise(settle.Uetr, settle.Terms));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
    }

    [Fact]
    public void Keys_are_rotated_without_a_gap_and_lost_ones_replaced_by_the_authority()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100);
        var (old, fresh) = (world["CNA"].Key, Party.KeyNamed("fresh"));
        var key = new Protocol.Keys.ParticipantKey(fresh, Protocol.Keys.Permissions.All, Timestamp.Never);
        var ending = new Protocol.Keys.ParticipantKey(old, Protocol.Keys.Permissions.All, world.In(1_000));
        world.DoWith([old], new RotateKeys(world["CNA"].Lei, [key, ending], [], []));
        world.DoWith([old], world.Pay("CNA", "CNB", "CNY", 1));
        world.DoWith([fresh], world.Pay("CNA", "CNB", "CNY", 1));
        world.Pass(1_000);
        world.RefusedWith(RefusalCode.SignerKeyEnded, [old], world.Pay("CNA", "CNB", "CNY", 1));
        var replaced = key with { PublicKey = Party.KeyNamed("replaced") };
        world.Do([world["CN"]], new RotateKeys(world["CNA"].Lei, [replaced], [old, fresh], []));
        Assert.True(world.Events.OfType<KeysRotated>().Single().ByAuthority);
        world.RefusedWith(RefusalCode.UnknownSigner, [fresh], world.Pay("CNA", "CNB", "CNY", 1));
        world.DoWith([replaced.PublicKey], world.Pay("CNA", "CNB", "CNY", 1));
    }

    private static World Locked(out Settle settle)
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100);
        settle = world.Reserved(world.LegOf("CNA", "HKA", "CNY", 100)) with
        {
            Conditions = [new HashLock(Sha256.Hash(Secret))],
        };
        world.Do([world["CNA"]], settle);
        return world;
    }
}
