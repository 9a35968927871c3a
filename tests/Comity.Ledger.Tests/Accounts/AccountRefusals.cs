using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Tests.Accounts;

/// <summary>Every way in which the group Accounts refuses.</summary>
internal static class AccountRefusals
{
    public static IEnumerable<Scenario> All =>
        [
            .. Opening,
            .. OfNamed("close_account", "CNA", address => new CloseAccount(address)),
            .. OfNamed("freeze_account", "CN", address => new FreezeAccount(address, "order")),
            .. OfNamed("release_account", "CN", address => new ReleaseAccount(address)),
            new(
                "close_account",
                RefusalCode.AccountFrozen,
                world => ("CNA", new CloseAccount(Frozen(world))).In(world)
            ),
            new(
                "close_account",
                RefusalCode.AccountInUse,
                world => ("CNA", new CloseAccount(world.Fund("CNA", "CNY", 1)["CNA"].Account)).In(world)
            ),
            new(
                "freeze_account",
                RefusalCode.AccountFrozen,
                world => ("CN", new FreezeAccount(Frozen(world), "again")).In(world)
            ),
            new(
                "release_account",
                RefusalCode.AccountNotFrozen,
                world => ("CN", new ReleaseAccount(world["CNA"].Account)).In(world)
            ),
            .. Seizing,
        ];

    private static IEnumerable<Scenario> Opening =>
        [
            new(
                "open_account",
                RefusalCode.ParticipantUnknown,
                world =>
                    ("CNA", new OpenAccount(Party.AccountNamed("new"), Lei.WithCheckDigits("NOBODY000000000000"))).In(
                        world
                    )
            ),
            new(
                "open_account",
                RefusalCode.NotAuthorised,
                world => ("CNB", new OpenAccount(Party.AccountNamed("new"), world["CNA"].Lei)).In(world)
            ),
            new(
                "open_account",
                RefusalCode.AccountExists,
                world => ("CNA", new OpenAccount(world["CNB"].Account, world["CNA"].Lei)).In(world)
            ),
            new(
                "open_account",
                RefusalCode.ParticipantSuspended,
                world =>
                {
                    world.Do([world["CN"]], new Suspend(new ParticipantSubject(world["CNA"].Lei), false));
                    return ("CNA", new OpenAccount(Party.AccountNamed("new"), world["CNA"].Lei)).In(world);
                }
            ),
        ];

    private static IEnumerable<Scenario> Seizing =>
        [
            Seize(RefusalCode.NotAuthorised, world => { }, by: "HK"),
            new(
                "seize",
                RefusalCode.AccountUnknown,
                world =>
                    (
                        "CN",
                        new Seize(
                            world.NextUetr(),
                            world.LegOf("CNA", "CNB", "CNY", 1) with
                            {
                                From = Party.AccountNamed("nobody"),
                            },
                            "order"
                        )
                    ).In(world)
            ),
            new(
                "seize",
                RefusalCode.AccountClosed,
                world =>
                {
                    world.Do([world["CNA"]], new CloseAccount(world["CNA"].Account));
                    return ("CN", new Seize(world.NextUetr(), world.LegOf("CNA", "CNB", "CNY", 1), "order")).In(world);
                }
            ),
            new(
                "seize",
                RefusalCode.AccountNotFrozen,
                world => ("CN", new Seize(world.NextUetr(), world.LegOf("CNA", "CNB", "CNY", 1), "order")).In(world)
            ),
            new(
                "seize",
                RefusalCode.DuplicateUetr,
                world =>
                {
                    var pay = world.Fund("CNA", "CNY", 5).Pay("CNA", "CNB", "CNY", 1);
                    world.Do([world["CNA"]], pay);
                    Frozen(world);
                    return ("CN", new Seize(pay.Uetr, pay.Legs[0], "order")).In(world);
                }
            ),
            Seize(RefusalCode.InstrumentUnknown, world => { }, currency: "EUR"),
            Seize(RefusalCode.InsufficientCover, world => { }, units: 101),
            Ruled(RefusalCode.HolderNotAllowed, new HolderRule("r", RuleScope.Any, Roles.Custodian, [])),
            Ruled(RefusalCode.AmountAboveLargest, new LargestAmountRule("r", RuleScope.Any, 4)),
            Ruled(RefusalCode.PurposeNotAllowed, new PurposeRule("r", RuleScope.Any, ["SALA"])),
            Ruled(
                RefusalCode.AttestationMissing,
                new AttestationRule(
                    "r",
                    RuleScope.Any,
                    "screened",
                    [Lei.WithCheckDigits("NOBODY000000000000")],
                    AttestationSubject.Settlement
                )
            ),
            Ruled(RefusalCode.ApprovalMissing, new ApprovalRule("r", RuleScope.Any, 4)),
            Ruled(
                RefusalCode.RollingLimitExceeded,
                new RollingLimitRule("r", RuleScope.Any, 4, 60, LimitSubject.Corridor)
            ),
            Ruled(RefusalCode.BalanceCapExceeded, new BalanceCapRule("r", RuleScope.Any, 4)),
        ];

    private static IEnumerable<Scenario> OfNamed(string name, string by, Func<AccountAddress, Operation> operation) =>
        [
            new(name, RefusalCode.AccountUnknown, world => (by, operation(Party.AccountNamed("nobody"))).In(world)),
            new(name, RefusalCode.NotAuthorised, world => ("HK", operation(world["CNA"].Account)).In(world)),
            new(
                name,
                RefusalCode.AccountClosed,
                world =>
                {
                    world.Do([world["CNA"]], new CloseAccount(world["CNA"].Account));
                    return (by, operation(world["CNA"].Account)).In(world);
                }
            ),
        ];

    private static Scenario Ruled(RefusalCode code, Rule rule) =>
        Seize(
            code,
            world => world.Do([world["HK"]], new SetInstrumentPolicy(World.Instrument("HKD"), new RulePolicy([rule])))
        );

    private static Scenario Seize(
        RefusalCode code,
        Action<World> arrange,
        string by = "CN",
        string currency = "HKD",
        UInt128? units = null
    ) =>
        new(
            "seize",
            code,
            world =>
            {
                world.Fund("CNA", "HKD", 100);
                Frozen(world);
                arrange(world);
                return (by, new Seize(world.NextUetr(), world.LegOf("CNA", "CNB", currency, units ?? 5), "order")).In(
                    world
                );
            }
        );

    private static AccountAddress Frozen(World world)
    {
        world.Do([world["CN"]], new FreezeAccount(world["CNA"].Account, "order"));
        return world["CNA"].Account;
    }

    private static (IEnumerable<Party>, Operation) In(this (string Name, Operation Operation) told, World world) =>
        ([world[told.Name]], told.Operation);
}
