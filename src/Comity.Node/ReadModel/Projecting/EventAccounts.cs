using Comity.Ledger.Events;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>The accounts that an event names.</summary>
internal static class EventAccounts
{
    public static IEnumerable<AccountAddress> Of(LedgerEvent happened) =>
        happened switch
        {
            SettlementSettled settled => Of(settled.Legs),
            FundsReserved reserved => Of(reserved.Legs),
            FundsReleased released => Of(released.Legs),
            SettlementQueued queued => Of(queued.Settlement.Legs)
                .Concat(queued.Settlement.Exchanges.SelectMany(static it => (AccountAddress[])[it.Payer, it.Payee])),
            OfferPosted posted => [posted.Offer.Account],
            CurrencyIssued issued => [issued.Account],
            CurrencyRedeemed redeemed => [redeemed.Account],
            AccountClosed closed => [closed.Account],
            AccountFrozen frozen => [frozen.Account],
            AccountReleased released => [released.Account],
            _ => [],
        };

    private static IEnumerable<AccountAddress> Of(IEnumerable<Leg> legs) =>
        legs.SelectMany(static leg => (AccountAddress[])[leg.From, leg.To]);
}
