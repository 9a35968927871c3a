using Comity.Ledger.Events;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Settlements;

public sealed class ConsentTests
{
    private static readonly Party Careful = new("CAREFUL", World.Country("CN"), Roles.Bank, 3);

    [Fact]
    public void Four_eyes_may_look_in_two_transactions()
    {
        var world = CarefulWorld();
        var settle = world.Queued(0, world.LegOf("CAREFUL", "CNB", "CNY", 100));
        world.DoWith([Careful.KeyNumber(0)], settle);
        Assert.Single(world.Events.OfType<SettlementSigned>());
        world.RefusedWith(RefusalCode.NotEntitled, [Careful.KeyNumber(0)], new Authorise(settle.Uetr, settle.Terms));
        world.DoWith([Careful.KeyNumber(1)], new Authorise(settle.Uetr, settle.Terms));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
        Assert.Equal(Careful.Lei, Assert.Single(world.Events.OfType<SettlementAuthorised>()).Debtor);
    }

    [Fact]
    public void One_pair_of_eyes_is_not_enough_now()
    {
        var world = CarefulWorld();
        world.RefusedWith(RefusalCode.NotAuthorised, [Careful.KeyNumber(0)], world.Pay("CAREFUL", "CNB", "CNY", 1));
    }

    [Fact]
    public void A_revoked_keys_signature_counts_no_more()
    {
        var world = CarefulWorld();
        var settle = world.Queued(0, world.LegOf("CAREFUL", "CNB", "CNY", 100));
        world.DoWith([Careful.KeyNumber(0)], settle);
        world.Do([Careful], new RotateKeys(Careful.Lei, [], [Careful.KeyNumber(0)], []));
        world.DoWith([Careful.KeyNumber(1)], new Authorise(settle.Uetr, settle.Terms));
        world.AssertStatus(SettlementStatus.Waiting, settle.Uetr);
        world.DoWith([Careful.KeyNumber(2)], new Authorise(settle.Uetr, settle.Terms));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
    }

    [Fact]
    public void A_key_that_signed_before_the_threshold_was_lowered_signs_again_and_that_is_enough()
    {
        var world = CarefulWorld();
        var settle = world.Queued(0, world.LegOf("CAREFUL", "CNB", "CNY", 100));
        world.DoWith([Careful.KeyNumber(0)], settle);
        world.Do(
            [Careful],
            new RotateKeys(
                Careful.Lei,
                [],
                [Careful.KeyNumber(1), Careful.KeyNumber(2)],
                [new Threshold(Permissions.Pay, 1)]
            )
        );
        world.DoWith([Careful.KeyNumber(0)], new Authorise(settle.Uetr, settle.Terms));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
    }

    [Fact]
    public void A_consent_that_is_complete_stands_whatever_becomes_of_its_keys()
    {
        var world = CarefulWorld();
        var settle = world.Queued(
            0,
            world.LegOf("CAREFUL", "CNB", "CNY", 100),
            world.LegOf("CNB", "CAREFUL", "CNY", 1)
        );
        world.DoWith([Careful.KeyNumber(0), Careful.KeyNumber(1)], settle);
        var fresh = Party.KeyNamed("fresh");
        var other = Party.KeyNamed("other");
        world.Do(
            [Careful],
            new RotateKeys(
                Careful.Lei,
                [
                    new ParticipantKey(fresh, Permissions.All, Protocol.Time.Timestamp.Never),
                    new ParticipantKey(other, Permissions.All, Protocol.Time.Timestamp.Never),
                ],
                Careful.AllKeys,
                []
            )
        );
        world.Do([world["CNB"]], new Authorise(settle.Uetr, settle.Terms));
        world.AssertStatus(SettlementStatus.Settled, settle.Uetr);
    }

    [Fact]
    public void What_is_authorised_is_what_was_read()
    {
        var settle = new World().Queued(0) with { Purpose = "SALA" };
        var terms = settle.Terms;
        Assert.NotEqual(terms, (settle with { Purpose = "TAXS" }).Terms);
    }

    private static World CarefulWorld()
    {
        var world = new World();
        world.Admit(Careful, Permissions.All, new Threshold(Permissions.Pay, 2));
        return world.Fund("CAREFUL", "CNY", 100);
    }
}
