using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Settlements;

/// <summary>Every way in which the group Settlement refuses.</summary>
internal static class SettlementRefusals
{
    public static IEnumerable<Scenario> All => [.. Settling, .. Taking, .. UnderRules, .. OfWaiting];

    private static IEnumerable<Scenario> Settling =>
        [
            Settle(
                RefusalCode.DuplicateUetr,
                world =>
                {
                    var pay = world.Fund("CNA", "CNY", 10).Pay("CNA", "CNB", "CNY", 5);
                    world.Do([world["CNA"]], pay);
                    return pay;
                }
            ),
            new("settle", RefusalCode.NotEntitled, world => ([world["SAA"]], world.Pay("CNA", "CNB", "CNY", 5))),
            new("settle", RefusalCode.NotAuthorised, world => ([world["CNB"]], world.Pay("CNA", "CNB", "CNY", 5))),
            Settle(
                RefusalCode.TimeOutOfRange,
                world => world.Pay("CNA", "CNB", "CNY", 5) with { Queue = new QueueTerms(0, world.Now, false) }
            ),
            Settle(
                RefusalCode.QueueFull,
                world =>
                {
                    world.Do([world["CNA"]], world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 10)));
                    return world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 10));
                }
            ) with
            {
                Parameters = new NetworkParameters { MostWaiting = 1 },
            },
            Settle(
                RefusalCode.ConditionNotMet,
                world => world.Pay("CNA", "CNB", "CNY", 5) with { Conditions = [new HashLock(Hash256.Zero)] }
            ),
            Settle(
                RefusalCode.AccountUnknown,
                world =>
                    world.Queued(
                        0,
                        new Leg(
                            world["CNA"].Account,
                            Party.AccountNamed("nobody"),
                            new Amount(World.Instrument("CNY"), 1)
                        )
                    )
            ),
            Settle(RefusalCode.InstrumentUnknown, world => world.Pay("CNA", "CNB", "EUR", 5)),
            Settle(
                RefusalCode.AccountClosed,
                world =>
                {
                    world.Do([world["CNB"]], new CloseAccount(world["CNB"].Account));
                    return world.Pay("CNA", "CNB", "CNY", 5);
                }
            ),
            Settle(
                RefusalCode.AccountFrozen,
                world =>
                {
                    world.Do([world["CN"]], new FreezeAccount(world["CNA"].Account, "order"));
                    return world.Pay("CNA", "CNB", "CNY", 5);
                }
            ),
            Settle(RefusalCode.InsufficientCover, world => world.Pay("CNA", "CNB", "CNY", 5)),
            Settle(
                RefusalCode.CoverPromisedToOlder,
                world =>
                {
                    world
                        .Fund("CNA", "CNY", 50)
                        .Do([world["CNA"]], world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 60)));
                    world.Pass(60_000);
                    return world.Pay("CNA", "CNB", "CNY", 5);
                }
            ),
        ];

    private static IEnumerable<Scenario> Taking =>
        [
            Take(RefusalCode.OfferUnknown, world => world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 10, 1, "none")),
            Take(
                RefusalCode.OfferNotForTaker,
                world =>
                {
                    world.Do(
                        [world["FX1"]],
                        world.Offer("n", "FX1", "HKD", "CNY", new Rate(1, 1), 100) with
                        {
                            Takers = [world["SAA"].Lei],
                        }
                    );
                    return world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 10, 1, "n");
                }
            ),
            Take(
                RefusalCode.OfferChainBroken,
                world =>
                {
                    world.Do([world["FX1"]], world.Offer("thb", "FX1", "THB", "AED", new Rate(1, 1), 100));
                    return world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 10, 1, "o", "thb");
                }
            ),
            Take(
                RefusalCode.AmountOutOfRange,
                world =>
                {
                    world.Do([world["FX1"]], world.Offer("dear", "FX1", "HKD", "CNY", new Rate(1, 100), 100));
                    return world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 99, 1, "dear");
                }
            ),
            Take(
                RefusalCode.OfferAmountOutOfRange,
                world =>
                {
                    world.Do(
                        [world["FX1"]],
                        world.Offer("least", "FX1", "HKD", "CNY", new Rate(1, 1), 100) with
                        {
                            Minimum = 50,
                        }
                    );
                    return world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 49, 1, "least");
                }
            ),
            Take(
                RefusalCode.RateWorseThanLimit,
                world => world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 10, 11, "o")
            ),
            Take(
                RefusalCode.OfferCapacityExceeded,
                world => world.Exchanging("CNA", "HKA", ExchangeSide.Pay, 101, 1, "o")
            ),
        ];

    private static IEnumerable<Scenario> UnderRules =>
        [
            Suspended(RefusalCode.InstrumentSuspended, "CN", world => new InstrumentSubject(World.Instrument("CNY"))),
            Suspended(RefusalCode.ParticipantSuspended, "HK", world => new ParticipantSubject(world["HKA"].Lei)),
            Suspended(RefusalCode.JurisdictionSuspended, "HK", world => new JurisdictionSubject(World.Country("HK"))),
            Suspended(
                RefusalCode.CorridorSuspended,
                "HK",
                world => new CorridorSubject(new Corridor(World.Country("CN"), World.Country("HK")))
            ),
            Ruled(RefusalCode.HolderNotAllowed, new HolderRule("r", RuleScope.Any, Roles.Custodian, [])),
            Ruled(RefusalCode.AmountAboveLargest, new LargestAmountRule("r", RuleScope.Any, 4)),
            Ruled(RefusalCode.PurposeNotAllowed, new PurposeRule("r", RuleScope.Any, ["SALA"])),
            Ruled(
                RefusalCode.AttestationMissing,
                new AttestationRule(
                    "r",
                    RuleScope.Any,
                    "screened",
                    [Authority("CN").Lei],
                    AttestationSubject.Settlement
                )
            ),
            Ruled(RefusalCode.ApprovalMissing, new ApprovalRule("r", RuleScope.Any, 4)),
            Ruled(
                RefusalCode.RollingLimitExceeded,
                new RollingLimitRule("r", RuleScope.Any, 4, 60, LimitSubject.Debtor)
            ),
            Ruled(RefusalCode.BalanceCapExceeded, new BalanceCapRule("r", RuleScope.Any, 4)),
        ];

    private static IEnumerable<Scenario> OfWaiting =>
        [
            OfWaitingOne(
                "authorise",
                RefusalCode.TermsDiffer,
                (world, settle) => new Authorise(settle.Uetr, Hash256.Zero)
            ),
            OfWaitingOne(
                "authorise",
                RefusalCode.NotEntitled,
                (world, settle) => new Authorise(settle.Uetr, settle.Terms)
            ),
            Unknown("authorise", uetr => new Authorise(uetr, Hash256.Zero)),
            Finished("authorise", settle => new Authorise(settle.Uetr, settle.Terms)),
            OfWaitingOne("fulfil", RefusalCode.PreimageWrong, (world, settle) => new Fulfil(settle.Uetr, [7])),
            Unknown("fulfil", uetr => new Fulfil(uetr, [])),
            Finished("fulfil", settle => new Fulfil(settle.Uetr, [])),
            new(
                "cancel",
                RefusalCode.NotEntitled,
                world =>
                {
                    var settle = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 10));
                    world.Do([world["CNA"]], settle);
                    return ([world["SAA"]], new Cancel(settle.Uetr, ""));
                }
            ),
            new(
                "cancel",
                RefusalCode.FundsReserved,
                world =>
                {
                    var settle = world.Reserved(world.LegOf("CNA", "CNB", "CNY", 10)) with
                    {
                        Conditions = [new HashLock(Hash256.Zero)],
                    };
                    world.Fund("CNA", "CNY", 10).Do([world["CNA"]], settle);
                    return ([world["CNA"]], new Cancel(settle.Uetr, ""));
                }
            ),
            Unknown("cancel", uetr => new Cancel(uetr, "")),
            Finished("cancel", settle => new Cancel(settle.Uetr, "")),
        ];

    private static Party Authority(string code) => new(code, World.Country(code), Roles.Authority, 3);

    private static Scenario Settle(RefusalCode code, Func<World, Settle> tell) =>
        new("settle", code, world => ([world["CNA"]], tell(world)));

    private static Scenario Take(RefusalCode code, Func<World, Settle> tell) =>
        Settle(
            code,
            world =>
            {
                world.Fund("CNA", "CNY", 1_000).Fund("FX1", "HKD", 1_000);
                world.Do([world["FX1"]], world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 100));
                return tell(world);
            }
        );

    private static Scenario Suspended(RefusalCode code, string by, Func<World, SuspensionSubject> subject) =>
        Settle(
            code,
            world =>
            {
                world.Fund("CNA", "CNY", 10).Do([world[by]], new Suspend(subject(world), false));
                return world.Pay("CNA", "HKA", "CNY", 5);
            }
        );

    private static Scenario Ruled(RefusalCode code, Rule rule) =>
        Settle(
            code,
            world =>
            {
                world
                    .Fund("CNA", "CNY", 10)
                    .Do([world["HK"]], new SetJurisdictionPolicy(World.Country("HK"), new RulePolicy([rule])));
                return world.Pay("CNA", "HKA", "CNY", 5);
            }
        );

    private static Scenario OfWaitingOne(string name, RefusalCode code, Func<World, Settle, Operation> operation) =>
        new(
            name,
            code,
            world =>
            {
                var settle = world.Queued(0, world.LegOf("CNA", "CNB", "CNY", 10)) with
                {
                    Conditions = [new HashLock(Hash256.Zero)],
                };
                world.Do([world["CNA"]], settle);
                return ([world["CNA"]], operation(world, settle));
            }
        );

    private static Scenario Unknown(string name, Func<Uetr, Operation> operation) =>
        new(name, RefusalCode.SettlementUnknown, world => ([world["CNA"]], operation(world.NextUetr())));

    private static Scenario Finished(string name, Func<Settle, Operation> operation) =>
        new(
            name,
            RefusalCode.SettlementFinished,
            world =>
            {
                var settle = world.Fund("CNA", "CNY", 10).Pay("CNA", "CNB", "CNY", 5);
                world.Do([world["CNA"]], settle);
                return ([world["CNA"]], operation(settle));
            }
        );
}
