using Comity.Ledger;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Settlements;

/// <summary>How settlements stand, without their steps.</summary>
internal sealed class SettlementStates(Ledger.Ledger ledger, Decimals decimals)
{
    private readonly SettlementViews _views = new(decimals, id => Sides(ledger, id));

    /// <summary>One settlement.</summary>
    public Wire.SettlementInfo Of(Uetr uetr)
    {
        if (ledger.View.TryGetFinished(uetr, out var finished))
        {
            return new Wire.SettlementInfo
            {
                Uetr = uetr.ToString(),
                // Both forms share their numbers.
                State = (Wire.SettlementInfo.Types.State)(int)finished.Status,
                Time = finished.Time.Milliseconds,
                Terms = finished.Terms.ToString(),
                Height = ledger.Height,
            };
        }

        return ledger.View.TryGetWaiting(uetr, out var waiting) ? Of(waiting) : Unknown(uetr, ledger.Height);
    }

    /// <summary>One that there is not, or that is not the caller's.</summary>
    public static Wire.SettlementInfo Unknown(Uetr uetr, ulong height) =>
        new()
        {
            Uetr = uetr.ToString(),
            State = Wire.SettlementInfo.Types.State.Unknown,
            Height = height,
        };

    /// <summary>One that waits.</summary>
    public Wire.SettlementInfo Of(WaitingSettlement waiting) =>
        new()
        {
            Uetr = waiting.Terms.Uetr.ToString(),
            State = waiting.Reserved
                ? Wire.SettlementInfo.Types.State.Reserved
                : Wire.SettlementInfo.Types.State.Waiting,
            Time = waiting.SubmittedAt.Milliseconds,
            Terms = waiting.Terms.Terms.ToString(),
            Waiting = _views.Settle(waiting.Terms.ToWire().Settle),
            Authorised = { waiting.Authorised.Select(static debtor => debtor.ToString()) },
            Height = ledger.Height,
        };

    private static OfferSides? Sides(Ledger.Ledger ledger, ByteString id) =>
        ledger.View.TryGetOffer(new OfferId(id.Span), out var offer)
            ? new OfferSides(offer.Terms.Sells.ToString(), offer.Terms.Buys.ToString())
            : null;
}
