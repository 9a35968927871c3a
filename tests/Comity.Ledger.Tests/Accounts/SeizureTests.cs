using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Tests.Accounts;

public sealed class SeizureTests
{
    private static readonly RulePolicy Cap = new([new BalanceCapRule("cap", RuleScope.Any, 100)]);

    [Fact]
    public void The_seizing_authoritys_own_rules_do_not_stop_it()
    {
        var world = new World();
        world.Fund("CNA", "CNY", 500);
        world.Do(
            [world["CN"]],
            new SetJurisdictionPolicy(World.Country("CN"), Cap),
            new SetInstrumentPolicy(World.Instrument("CNY"), Cap),
            new FreezeAccount(world["CNA"].Account, "court order 7")
        );
        world.Do([world["CN"]], new Seize(world.NextUetr(), world.LegOf("CNA", "CNB", "CNY", 300), "court order 7"));
        Assert.Equal((UInt128)300, world.Available("CNB", "CNY"));
    }

    [Fact]
    public void The_rules_of_the_issuer_and_of_the_creditors_jurisdiction_bind_it()
    {
        var world = new World();
        world.Fund("CNA", "HKD", 500);
        world.Do([world["CN"]], new FreezeAccount(world["CNA"].Account, "court order 7"));
        world.Do([world["HK"]], new SetInstrumentPolicy(World.Instrument("HKD"), Cap));
        var refusal = world.Refused(
            RefusalCode.BalanceCapExceeded,
            [world["CN"]],
            new Seize(world.NextUetr(), world.LegOf("CNA", "CNB", "HKD", 300), "court order 7")
        );
        Assert.Equal(new RuleReference("HKD", "cap"), refusal.Rule);
        world.Do([world["HK"]], new SetInstrumentPolicy(World.Instrument("HKD"), RulePolicy.Empty));
        world.Do([world["TH"]], new SetJurisdictionPolicy(World.Country("TH"), Cap));
        refusal = world.Refused(
            RefusalCode.BalanceCapExceeded,
            [world["CN"]],
            new Seize(world.NextUetr(), world.LegOf("CNA", "THA", "HKD", 300), "court order 7")
        );
        Assert.Equal(new RuleReference("TH", "cap"), refusal.Rule);
    }
}
