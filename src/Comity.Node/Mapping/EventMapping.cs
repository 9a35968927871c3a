using System.Collections.Immutable;
using Comity.Ledger.Events;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Participants;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Mapping;

/// <summary>The ledger's events as the wire carries them.</summary>
public static class EventMapping
{
    /// <summary>One event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A kind of event that has no wire form: a bug.</exception>
    public static Wire.Event ToWire(this LedgerEvent happened) =>
        happened switch
        {
            SettlementSettled settled => new() { Settled = Settled(settled) },
            CurrencyIssued issued => new()
            {
                Issued = Moved(issued.Instrument, issued.Account, issued.Units, issued.ReserveReference),
            },
            CurrencyRedeemed redeemed => new()
            {
                Redeemed = Moved(redeemed.Instrument, redeemed.Account, redeemed.Units, redeemed.ReserveReference),
            },
            AccountOpened or AccountClosed or AccountFrozen or AccountReleased => Account(happened),
            OfferPosted or OfferTaken or OfferRestored or OfferWithdrawn or OfferExpired => Offer(happened),
            ParticipantAdmitted or ParticipantUpdated or KeysRotated or SuspensionChanged => Participant(happened),
            JurisdictionPolicySet or InstrumentPolicySet => Policy(happened),
            ClaimAttested or AttestationRevoked or AttestationExpired => Attestation(happened),
            _ => Settlement(happened),
        };

    /// <summary>The settlements that an event is a step of; most events have one, or none.</summary>
    public static ImmutableArray<Uetr> Settlements(this LedgerEvent happened) =>
        happened switch
        {
            SettlementSettled settled => [settled.Uetr],
            SettlementQueued queued => [queued.Settlement.Uetr],
            SettlementAuthorised authorised => [authorised.Uetr],
            SettlementApproved approved => [approved.Uetr],
            SettlementSigned signed => [signed.Uetr],
            SettlementFulfilled fulfilled => [fulfilled.Uetr],
            FundsReserved reserved => [reserved.Uetr],
            FundsReleased released => [released.Uetr],
            SettlementRenounced renounced => [renounced.Uetr],
            SettlementCancelled cancelled => [cancelled.Uetr],
            SettlementExpired expired => [expired.Uetr],
            OfferTaken taken => [taken.Uetr],
            OfferRestored restored => [restored.Uetr],
            LiquiditySaved saved => saved.Settlements,
            _ => [],
        };

    private static Wire.Event Settlement(LedgerEvent happened) =>
        happened switch
        {
            SettlementQueued queued => new()
            {
                Queued = new() { Settlement = queued.Settlement.ToWire().Settle, Sequence = queued.Sequence },
            },
            SettlementAuthorised authorised => new() { Authorised = By(authorised.Uetr, authorised.Debtor) },
            SettlementApproved approved => new() { Approved = By(approved.Uetr, approved.Authority) },
            SettlementSigned signed => new() { Signed = By(signed.Uetr, signed.Participant) },
            SettlementRenounced renounced => new() { Renounced = By(renounced.Uetr, renounced.Creditor) },
            SettlementFulfilled fulfilled => new()
            {
                Fulfilled = new()
                {
                    Uetr = fulfilled.Uetr.ToWire(),
                    Digest = fulfilled.Digest.ToWire(),
                    Preimage = ByteString.CopyFrom(fulfilled.Preimage.AsSpan()),
                },
            },
            FundsReserved reserved => new() { Reserved = Legs(reserved.Uetr, reserved.Legs) },
            FundsReleased released => new() { Released = Legs(released.Uetr, released.Legs) },
            SettlementCancelled cancelled => new()
            {
                Cancelled = new()
                {
                    Uetr = cancelled.Uetr.ToWire(),
                    By = cancelled.By.ToString(),
                    Reason = cancelled.Reason,
                },
            },
            SettlementExpired expired => new() { Expired = new() { Uetr = expired.Uetr.ToWire() } },
            LiquiditySaved saved => new()
            {
                LiquiditySaved = new() { Settlements = { saved.Settlements.Select(static uetr => uetr.ToWire()) } },
            },
            _ => throw NotMapped(happened),
        };

    private static Wire.Event Account(LedgerEvent happened) =>
        happened switch
        {
            AccountOpened opened => new()
            {
                AccountOpened = new() { Account = opened.Account.ToWire(), Owner = opened.Owner.ToString() },
            },
            AccountClosed closed => new() { AccountClosed = new() { Account = closed.Account.ToWire() } },
            AccountFrozen frozen => new()
            {
                AccountFrozen = new() { Account = frozen.Account.ToWire(), Ground = frozen.Ground },
            },
            AccountReleased released => new() { AccountReleased = new() { Account = released.Account.ToWire() } },
            _ => throw NotMapped(happened),
        };

    private static Wire.Event Offer(LedgerEvent happened) =>
        happened switch
        {
            OfferPosted posted => new() { OfferPosted = new() { Offer = posted.Offer.ToWire().PostOffer } },
            OfferTaken taken => new()
            {
                OfferTaken = new()
                {
                    Id = taken.Id.ToWire(),
                    Uetr = taken.Uetr.ToWire(),
                    Sold = taken.Sold.ToWire(),
                    Bought = taken.Bought.ToWire(),
                },
            },
            OfferRestored restored => new()
            {
                OfferRestored = new()
                {
                    Id = restored.Id.ToWire(),
                    Uetr = restored.Uetr.ToWire(),
                    Sold = restored.Sold.ToWire(),
                },
            },
            OfferWithdrawn withdrawn => new() { OfferWithdrawn = new() { Id = withdrawn.Id.ToWire() } },
            OfferExpired expired => new() { OfferExpired = new() { Id = expired.Id.ToWire() } },
            _ => throw NotMapped(happened),
        };

    private static Wire.Event Participant(LedgerEvent happened) =>
        happened switch
        {
            ParticipantAdmitted admitted => new()
            {
                ParticipantAdmitted = new() { Participant = admitted.Participant.ToWire() },
            },
            ParticipantUpdated updated => new()
            {
                ParticipantUpdated = new() { Participant = updated.Participant.ToWire() },
            },
            KeysRotated rotated => new()
            {
                KeysRotated = new() { Participant = rotated.Participant.ToWire(), ByAuthority = rotated.ByAuthority },
            },
            SuspensionChanged changed => new()
            {
                SuspensionChanged = new()
                {
                    Change = new Suspend(changed.Subject, changed.Lifted).ToWire().Suspend,
                    By = changed.By.ToString(),
                },
            },
            _ => throw NotMapped(happened),
        };

    private static Wire.Event Policy(LedgerEvent happened) =>
        happened switch
        {
            JurisdictionPolicySet set => new()
            {
                JurisdictionPolicySet = new() { Owner = set.Jurisdiction.ToString(), Policy = set.Policy.ToWire() },
            },
            InstrumentPolicySet set => new()
            {
                InstrumentPolicySet = new() { Owner = set.Instrument.ToString(), Policy = set.Policy.ToWire() },
            },
            _ => throw NotMapped(happened),
        };

    private static Wire.Event Attestation(LedgerEvent happened) =>
        happened switch
        {
            ClaimAttested attested => new()
            {
                Attested = new()
                {
                    Attester = attested.Attester.ToString(),
                    Kind = attested.Kind,
                    Subject = attested.Subject.ToWire(),
                    ExpiresAt = attested.ExpiresAt.Milliseconds,
                },
            },
            AttestationRevoked revoked => new()
            {
                AttestationRevoked = new()
                {
                    Attester = revoked.Attester.ToString(),
                    Kind = revoked.Kind,
                    Subject = revoked.Subject.ToWire(),
                },
            },
            AttestationExpired expired => new()
            {
                AttestationExpired = new()
                {
                    Attester = expired.Attester.ToString(),
                    Kind = expired.Kind,
                    Subject = expired.Subject.ToWire(),
                },
            },
            _ => throw NotMapped(happened),
        };

    private static Wire.SettlementSettled Settled(SettlementSettled settled)
    {
        var wire = new Wire.SettlementSettled
        {
            Uetr = settled.Uetr.ToWire(),
            Terms = settled.Terms.ToWire(),
            Path = (Wire.SettlementPath)(int)settled.Path,
            Purpose = settled.Purpose,
        };
        foreach (var leg in settled.Legs)
        {
            wire.Legs.Add(Leg(leg));
        }

        if (settled.Content is { } content)
        {
            wire.Content = content.ToWire();
        }

        return wire;
    }

    private static Wire.CurrencyMoved Moved(
        InstrumentId instrument,
        AccountAddress account,
        UInt128 units,
        string reference
    ) =>
        new()
        {
            Instrument = instrument.ToString(),
            Account = account.ToWire(),
            Units = units.ToWire(),
            ReserveReference = reference,
        };

    private static Wire.SettlementParticipant By(Uetr uetr, Lei participant) =>
        new() { Uetr = uetr.ToWire(), Participant = participant.ToString() };

    private static Wire.SettlementLegs Legs(Uetr uetr, ImmutableArray<Leg> legs) =>
        new() { Uetr = uetr.ToWire(), Legs = { legs.Select(Leg) } };

    private static Wire.Leg Leg(Leg leg) =>
        new()
        {
            From = leg.From.ToWire(),
            To = leg.To.ToWire(),
            Instrument = leg.Amount.Instrument.ToString(),
            Units = leg.Amount.Units.ToWire(),
        };

    private static ArgumentOutOfRangeException NotMapped(LedgerEvent happened) =>
        new(nameof(happened), happened.GetType().Name, "This kind of event has no wire form.");
}
