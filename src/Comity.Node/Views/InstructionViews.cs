using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Views;

/// <summary>Operations that events carry, as people read them.</summary>
internal static class InstructionViews
{
    /// <summary>An offer that was posted.</summary>
    public static Wire.Instruction PostOffer(Wire.PostOffer offer, Decimals decimals)
    {
        var view = new Wire.Instruction.Types.PostOffer
        {
            Id = PlainText.Hex(offer.Id),
            Account = PlainText.Account(offer.Account),
            Buys = offer.Buys,
            Price = decimals.Price(
                InstrumentId.Parse(offer.Sells),
                InstrumentId.Parse(offer.Buys),
                new Rate(offer.Rate.Numerator, offer.Rate.Denominator)
            ),
            Capacity = decimals.Amount(offer.Sells, offer.Capacity),
            Minimum = decimals.Amount(offer.Sells, offer.Minimum),
            Takers = { offer.Takers },
            ExpiresAt = offer.ExpiresAt,
        };
        if (offer.Maximum.ToUnits() > 0)
        {
            view.Maximum = decimals.Amount(offer.Sells, offer.Maximum);
        }

        return new Wire.Instruction { PostOffer = view };
    }

    /// <summary>A participant as it was admitted or is from now on.</summary>
    public static Wire.Instruction Admit(Wire.Participant participant) =>
        new() { Admit = new() { Participant = ParticipantViews.Participant(participant) } };

    /// <summary>What was stopped or resumed.</summary>
    public static Wire.Instruction Suspend(Wire.Suspend suspend)
    {
        var view = new Wire.Instruction.Types.Suspend { Lifted = suspend.Lifted };
        switch (suspend.SubjectCase)
        {
            case Wire.Suspend.SubjectOneofCase.Participant:
                view.Participant = suspend.Participant;
                break;
            case Wire.Suspend.SubjectOneofCase.Instrument:
                view.Instrument = suspend.Instrument;
                break;
            case Wire.Suspend.SubjectOneofCase.Corridor:
                view.Corridor = new() { From = suspend.Corridor.From, To = suspend.Corridor.To };
                break;
            case Wire.Suspend.SubjectOneofCase.Jurisdiction:
                view.Jurisdiction = suspend.Jurisdiction;
                break;
        }

        return new Wire.Instruction { Suspend = view };
    }

    /// <summary>A jurisdiction's new rules.</summary>
    public static Wire.Instruction JurisdictionPolicy(Wire.PolicySet set, Decimals decimals) =>
        new()
        {
            SetJurisdictionPolicy = new()
            {
                Jurisdiction = set.Owner,
                Rules = { RuleViews.Rules(set.Policy, decimals) },
            },
        };

    /// <summary>An instrument's new rules.</summary>
    public static Wire.Instruction InstrumentPolicy(Wire.PolicySet set, Decimals decimals) =>
        new()
        {
            SetInstrumentPolicy = new() { Instrument = set.Owner, Rules = { RuleViews.Rules(set.Policy, decimals) } },
        };

    /// <summary>A claim.</summary>
    public static Wire.Instruction Attest(Wire.Attestation attestation) =>
        new()
        {
            Attest = new()
            {
                Attester = attestation.Attester,
                Kind = attestation.Kind,
                Subject = PlainText.Hex(attestation.Subject),
                ExpiresAt = attestation.ExpiresAt,
            },
        };

    /// <summary>A claim that counts no more.</summary>
    public static Wire.Instruction RevokeAttestation(Wire.Attestation attestation) =>
        new()
        {
            RevokeAttestation = new()
            {
                Attester = attestation.Attester,
                Kind = attestation.Kind,
                Subject = PlainText.Hex(attestation.Subject),
            },
        };
}
