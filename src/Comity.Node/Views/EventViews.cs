using System.Globalization;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Views;

/// <summary>Events as people read them.</summary>
/// <param name="Decimals">Decimals of instruments.</param>
internal sealed record EventViews(Decimals Decimals)
{
    /// <summary>A block's events.</summary>
    public Wire.BlockView Block(Wire.BlockEvents block) =>
        new()
        {
            Height = block.Height,
            Time = block.Time,
            Events = { block.Events.Select(happened => Event(happened, block.Height, block.Time)) },
        };

    /// <summary>One event that says itself when it happened.</summary>
    public Wire.EventView Event(Wire.Event happened) => Event(happened, happened.Height, happened.Time);

    private Wire.EventView Event(Wire.Event happened, ulong height, ulong time)
    {
        // Both forms share their numbers.
        var kind = (Wire.EventView.Types.Kind)(int)happened.KindCase;
        var view = new Wire.EventView
        {
            Height = height,
            Time = time,
            Kind = kind,
        };
        if (kind < Wire.EventView.Types.Kind.Settled)
        {
            FillCurrency(view, happened.Issued ?? happened.Redeemed);
        }
        else if (kind < Wire.EventView.Types.Kind.OfferPosted)
        {
            FillSettlement(view, happened);
        }
        else if (kind < Wire.EventView.Types.Kind.AccountOpened)
        {
            FillOffer(view, happened);
        }
        else if (kind < Wire.EventView.Types.Kind.ParticipantAdmitted)
        {
            FillAccount(view, happened);
        }
        else
        {
            FillRest(view, happened);
        }

        return view;
    }

    private void FillCurrency(Wire.EventView view, Wire.CurrencyMoved moved)
    {
        view.Account = PlainText.Account(moved.Account);
        view.Amount = Decimals.Amount(moved.Instrument, moved.Units);
        view.Reason = moved.ReserveReference;
    }

    private void FillSettlement(Wire.EventView view, Wire.Event happened)
    {
        switch (happened.KindCase)
        {
            case Wire.Event.KindOneofCase.Settled:
                FillSettled(view, happened.Settled);
                break;
            case Wire.Event.KindOneofCase.Queued:
                view.Uetr = PlainText.Uetr(happened.Queued.Settlement.Uetr);
                view.Sequence = happened.Queued.Sequence;
                view.Instruction = new()
                {
                    // An offer that was taken then may be gone now.
                    Settle = new SettlementViews(Decimals, static _ => null).Settle(happened.Queued.Settlement),
                };
                break;
            case Wire.Event.KindOneofCase.Fulfilled:
                view.Uetr = PlainText.Uetr(happened.Fulfilled.Uetr);
                view.Preimage = happened.Fulfilled.Preimage;
                break;
            case Wire.Event.KindOneofCase.Reserved or Wire.Event.KindOneofCase.Released:
                var legs = happened.Reserved ?? happened.Released;
                view.Uetr = PlainText.Uetr(legs.Uetr);
                view.Transfers.AddRange(legs.Legs.Select(leg => SettlementViews.Transfer(leg, Decimals)));
                break;
            case Wire.Event.KindOneofCase.Cancelled:
                view.Uetr = PlainText.Uetr(happened.Cancelled.Uetr);
                view.Participant = happened.Cancelled.By;
                SetReason(view, happened.Cancelled.Reason);
                break;
            case Wire.Event.KindOneofCase.Expired:
                view.Uetr = PlainText.Uetr(happened.Expired.Uetr);
                break;
            case Wire.Event.KindOneofCase.LiquiditySaved:
                view.Settlements.AddRange(happened.LiquiditySaved.Settlements.Select(PlainText.Uetr));
                break;
            default:
                var by = happened.Authorised ?? happened.Approved ?? happened.Signed ?? happened.Renounced;
                view.Uetr = PlainText.Uetr(by.Uetr);
                view.Participant = by.Participant;
                break;
        }
    }

    private void FillSettled(Wire.EventView view, Wire.SettlementSettled settled)
    {
        view.Uetr = PlainText.Uetr(settled.Uetr);
        view.Terms = PlainText.Hex(settled.Terms);
        view.Transfers.AddRange(settled.Legs.Select(leg => SettlementViews.Transfer(leg, Decimals)));
        view.Path = (Wire.EventView.Types.Path)(int)settled.Path;
        if (settled.Purpose.Length > 0)
        {
            view.Purpose = settled.Purpose;
        }

        if (settled.Content.Length > 0)
        {
            view.Content = PlainText.Hex(settled.Content);
        }
    }

    private void FillOffer(Wire.EventView view, Wire.Event happened)
    {
        if (happened.OfferPosted is { } posted)
        {
            view.Offer = PlainText.Hex(posted.Offer.Id);
            view.Instruction = InstructionViews.PostOffer(posted.Offer, Decimals);
        }
        else if ((happened.OfferTaken ?? happened.OfferRestored) is { } moved)
        {
            view.Offer = PlainText.Hex(moved.Id);
            view.Uetr = PlainText.Uetr(moved.Uetr);
            view.SoldMinorUnits = moved.Sold.ToUnits().ToString(CultureInfo.InvariantCulture);
            if (happened.OfferTaken is not null)
            {
                view.BoughtMinorUnits = moved.Bought.ToUnits().ToString(CultureInfo.InvariantCulture);
            }
        }
        else
        {
            view.Offer = PlainText.Hex((happened.OfferWithdrawn ?? happened.OfferExpired).Id);
        }
    }

    private static void FillAccount(Wire.EventView view, Wire.Event happened)
    {
        var changed =
            happened.AccountOpened ?? happened.AccountClosed ?? happened.AccountFrozen ?? happened.AccountReleased;
        view.Account = PlainText.Account(changed.Account);
        SetReason(view, changed.Ground);
        if (changed.Owner.Length > 0)
        {
            view.Participant = changed.Owner;
        }
    }

    // What is not there is absent, not empty.
    private static void SetReason(Wire.EventView view, string reason)
    {
        if (reason.Length > 0)
        {
            view.Reason = reason;
        }
    }

    private void FillRest(Wire.EventView view, Wire.Event happened)
    {
        switch (happened.KindCase)
        {
            case Wire.Event.KindOneofCase.SuspensionChanged:
                view.Participant = happened.SuspensionChanged.By;
                view.Instruction = InstructionViews.Suspend(happened.SuspensionChanged.Change);
                break;
            case Wire.Event.KindOneofCase.JurisdictionPolicySet:
                view.Instruction = InstructionViews.JurisdictionPolicy(happened.JurisdictionPolicySet, Decimals);
                break;
            case Wire.Event.KindOneofCase.InstrumentPolicySet:
                view.Instruction = InstructionViews.InstrumentPolicy(happened.InstrumentPolicySet, Decimals);
                break;
            case Wire.Event.KindOneofCase.Attested:
                view.Participant = happened.Attested.Attester;
                view.Instruction = InstructionViews.Attest(happened.Attested);
                break;
            case Wire.Event.KindOneofCase.AttestationRevoked or Wire.Event.KindOneofCase.AttestationExpired:
                var attestation = happened.AttestationRevoked ?? happened.AttestationExpired;
                view.Participant = attestation.Attester;
                view.Instruction = InstructionViews.RevokeAttestation(attestation);
                break;
            default:
                var changed = happened.ParticipantAdmitted ?? happened.ParticipantUpdated ?? happened.KeysRotated;
                view.Participant = changed.Participant.Lei;
                if (happened.KeysRotated is not null)
                {
                    view.ByAuthority = changed.ByAuthority;
                }

                view.Instruction = InstructionViews.Admit(changed.Participant);
                break;
        }
    }
}
