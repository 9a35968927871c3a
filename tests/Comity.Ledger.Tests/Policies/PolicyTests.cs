using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Tests.Policies;

public sealed class PolicyTests
{
    [Theory]
    [InlineData("CN")]
    [InlineData("HK")]
    [InlineData("THB")]
    public void A_refusal_names_the_rule_its_owner_and_the_iso_reason(string owner)
    {
        var world = new World();
        world.Fund("CNA", "THB", 100);
        var policy = new RulePolicy([new LargestAmountRule("at most 4", RuleScope.Any, 4)]);
        if (owner == "THB")
        {
            world.Do([world["TH"]], new SetInstrumentPolicy(World.Instrument("THB"), policy));
        }
        else
        {
            world.Do([world[owner]], new SetJurisdictionPolicy(World.Country(owner), policy));
        }

        var refusal = world.Refused(RefusalCode.AmountAboveLargest, [world["CNA"]], world.Pay("CNA", "HKA", "THB", 5));
        Assert.Equal(new RuleReference(owner, "at most 4"), refusal.Rule);
        Assert.Equal("AM02", refusal.IsoReason);
        world.Do([world["CNA"]], world.Pay("CNA", "HKA", "THB", 4));
    }

    [Fact]
    public void A_rule_looks_at_the_legs_of_its_scope_alone()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 100).Fund("HKA", "CNY", 10);
        var scope = new RuleScope([World.Instrument("CNY")], [World.Country("CN")], [], true);
        world.Do(
            [world["CN"]],
            new SetJurisdictionPolicy(World.Country("CN"), new RulePolicy([new LargestAmountRule("r", scope, 4)]))
        );
        world.Do([world["CNA"]], world.Pay("CNA", "CNB", "CNY", 5));
        world.Refused(RefusalCode.AmountAboveLargest, [world["CNA"]], world.Pay("CNA", "HKA", "CNY", 5));
        world.Do([world["HKA"]], world.Pay("HKA", "CNA", "CNY", 5));
    }

    [Theory]
    [InlineData(LimitSubject.Debtor)]
    [InlineData(LimitSubject.Corridor)]
    public void A_rolling_limit_has_room_again_when_its_window_has_moved_on(LimitSubject subject)
    {
        var world = new World();
        world.Fund("CNA", "CNY", 1_000).Fund("CNB", "CNY", 1_000);
        world.Do(
            [world["CN"]],
            new SetJurisdictionPolicy(
                World.Country("CN"),
                new RulePolicy([new RollingLimitRule("r", RuleScope.Any, 100, 160, subject)])
            )
        );
        world.Do([world["CNA"]], world.Pay("CNA", "HKA", "CNY", 60));
        world.Pass(80_000);
        world.Do([world["CNA"]], world.Pay("CNA", "HKA", "CNY", 40));
        world.Refused(RefusalCode.RollingLimitExceeded, [world["CNA"]], world.Pay("CNA", "HKA", "CNY", 1));
        var other = world.Block(world.Transaction([world["CNB"]], world.Pay("CNB", "HKA", "CNY", 1))).Receipts[0];
        Assert.Equal(subject == LimitSubject.Corridor, other.Refusal is not null);
        // A window and a sixteenth after the first payment there is room for as much again, and for no more.
        world.Pass(90_000);
        world.Refused(RefusalCode.RollingLimitExceeded, [world["CNA"]], world.Pay("CNA", "HKA", "CNY", 61));
        world.Do([world["CNA"]], world.Pay("CNA", "HKA", "CNY", 59));
    }

    [Fact]
    public void A_refusal_speaks_of_amounts_in_the_instruments_own_decimals()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 50);
        var uncovered = world.Refused(
            RefusalCode.InsufficientCover,
            [world["CNA"]],
            world.Pay("CNA", "CNB", "CNY", 100_050)
        );
        world.Do(
            [world["CN"]],
            new SetJurisdictionPolicy(
                World.Country("CN"),
                new RulePolicy([new LargestAmountRule("r", RuleScope.Any, 100_000)])
            )
        );
        var tooLarge = world.Refused(
            RefusalCode.AmountAboveLargest,
            [world["CNA"]],
            world.Pay("CNA", "CNB", "CNY", 100_050)
        );
        Assert.Equal($"{world["CNA"].Account} lacks cover for CNY 1,000.50", uncovered.Subject);
        Assert.Equal("CNY 1,000.50 is above CNY 1,000.00, the most at once", tooLarge.Subject);
    }

    [Fact]
    public void A_refused_payment_uses_nothing_of_a_limit()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 50);
        world.Do(
            [world["CN"]],
            new SetJurisdictionPolicy(
                World.Country("CN"),
                new RulePolicy([new RollingLimitRule("r", RuleScope.Any, 100, 160, LimitSubject.Debtor)])
            )
        );
        world.Refused(RefusalCode.InsufficientCover, [world["CNA"]], world.Pay("CNA", "HKA", "CNY", 90));
        world.Do([world["CNA"]], world.Pay("CNA", "HKA", "CNY", 50));
    }

    [Fact]
    public void A_corridor_is_open_when_both_sides_have_lifted()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 50);
        var corridor = new CorridorSubject(new Corridor(World.Country("CN"), World.Country("HK")));
        world.Do([world["CN"]], new Suspend(corridor, false));
        world.Do([world["HK"]], new Suspend(corridor, false));
        world.Do([world["CN"]], new Suspend(corridor, true));
        world.Refused(RefusalCode.CorridorSuspended, [world["CNA"]], world.Pay("CNA", "HKA", "CNY", 1));
        world.Do([world["HK"]], new Suspend(corridor, true));
        world.Do([world["CNA"]], world.Pay("CNA", "HKA", "CNY", 1));
    }

    [Fact]
    public void A_suspended_jurisdiction_still_pays_within_its_borders()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 50);
        world.Do([world["CN"]], new Suspend(new JurisdictionSubject(World.Country("CN")), false));
        world.Do([world["CNA"]], world.Pay("CNA", "CNB", "CNY", 1));
        world.Refused(RefusalCode.JurisdictionSuspended, [world["CNA"]], world.Pay("CNA", "HKA", "CNY", 1));
        world.Do([world["CN"]], new Suspend(new JurisdictionSubject(World.Country("CN")), true));
        world.Do([world["CNA"]], world.Pay("CNA", "HKA", "CNY", 1));
    }
}
