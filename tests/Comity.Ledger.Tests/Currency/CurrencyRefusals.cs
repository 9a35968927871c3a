using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Ledger.Tests.Currency;

/// <summary>Every way in which the group Currency refuses.</summary>
internal static class CurrencyRefusals
{
    public static IEnumerable<Scenario> All =>
        [
            .. Both("issue", Issue),
            .. Both("redeem", Redeem),
            new(
                "issue",
                RefusalCode.AmountOutOfRange,
                world => (Signers(world), Issue("CNY", world["CNA"], (UInt128.One << 100) + 1))
            ),
            new("redeem", RefusalCode.InsufficientCover, world => (Signers(world), Redeem("CNY", world["CNA"], 1))),
            new(
                "redeem",
                RefusalCode.AccountFrozen,
                world =>
                {
                    world.Do([world["CN"]], new FreezeAccount(world["CNA"].Account, "order"));
                    return (Signers(world), Redeem("CNY", world["CNA"], 1));
                }
            ),
        ];

    private static IEnumerable<Scenario> Both(string name, Func<string, Party, UInt128, Operation> operation) =>
        [
            new(name, RefusalCode.InstrumentUnknown, world => (Signers(world), operation("EUR", world["CNA"], 1))),
            new(name, RefusalCode.NotAuthorised, world => ([world["CNA"]], operation("CNY", world["CNA"], 1))),
            new(
                name,
                RefusalCode.AccountUnknown,
                world => (Signers(world), operation("CNY", new Party("NOBODY", World.Country("CN"), default), 1))
            ),
            new(
                name,
                RefusalCode.OutsideIssuersJurisdiction,
                world => ([world["CN"], world["HKA"]], operation("CNY", world["HKA"], 1))
            ),
            new(
                name,
                RefusalCode.AccountClosed,
                world =>
                {
                    world.Do([world["CNA"]], new CloseAccount(world["CNA"].Account));
                    return (Signers(world), operation("CNY", world["CNA"], 1));
                }
            ),
            new(
                name,
                RefusalCode.InstrumentSuspended,
                world =>
                {
                    world.Do([world["CN"]], new Suspend(new InstrumentSubject(World.Instrument("CNY")), false));
                    return (Signers(world), operation("CNY", world["CNA"], 1));
                }
            ),
            new(
                name,
                RefusalCode.DuplicateReserveReference,
                world =>
                {
                    world.Do([world["CN"]], Issue("CNY", world["CNA"], 5));
                    if (name == "redeem")
                    {
                        world.Do([world["CN"], world["CNA"]], operation("CNY", world["CNA"], 1));
                    }

                    return (Signers(world), operation("CNY", world["CNA"], 1));
                }
            ),
        ];

    private static IEnumerable<Party> Signers(World world) => [world["CN"], world["CNA"]];

    private static Issue Issue(string currency, Party party, UInt128 units) =>
        new(World.Instrument(currency), party.Account, units, "reserve 1");

    private static Redeem Redeem(string currency, Party party, UInt128 units) =>
        new(World.Instrument(currency), party.Account, units, "reserve 1");
}
