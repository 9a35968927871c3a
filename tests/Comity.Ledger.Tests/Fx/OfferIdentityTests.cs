using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Fx;

public sealed class OfferIdentityTests
{
    [Fact]
    public void An_offers_id_is_never_used_again_by_anybody()
    {
        var world = new World();
        world.Do([world["FX1"]], world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 1_000));
        world.Refused(
            RefusalCode.OfferExists,
            [world["FX2"]],
            world.Offer("o", "FX2", "HKD", "CNY", new Rate(1, 1), 1_000)
        );
        world.Do([world["FX1"]], new WithdrawOffer(Party.OfferNamed("o")));
        world.Refused(
            RefusalCode.OfferExists,
            [world["FX2"]],
            world.Offer("o", "FX2", "HKD", "CNY", new Rate(1, 1), 1_000)
        );
        world.Ledger = world.Reload();
        world.Refused(
            RefusalCode.OfferExists,
            [world["FX1"]],
            world.Offer("o", "FX1", "HKD", "CNY", new Rate(1, 1), 1_000)
        );
    }
}
