using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Access.Visibility;

/// <summary>Who is concerned by a settlement or an event: accounts, instruments, offers, and those who are named.</summary>
internal sealed class Parties
{
    /// <summary>Accounts that are debited or credited, or that it is about.</summary>
    public HashSet<AccountAddress> Accounts { get; } = [];

    /// <summary>Instruments that move.</summary>
    public HashSet<InstrumentId> Instruments { get; } = [];

    /// <summary>Offers that are taken.</summary>
    public HashSet<OfferId> Offers { get; } = [];

    /// <summary>Participants that are named: attesters of conditions, those who signed or cancelled.</summary>
    public HashSet<Lei> Participants { get; } = [];

    /// <summary>Jurisdictions whose authority's approval is a condition.</summary>
    public HashSet<CountryCode> Approvers { get; } = [];

    /// <summary>The parties of what was asked.</summary>
    public static Parties Of(Settle settle)
    {
        var parties = new Parties();
        foreach (var leg in settle.Legs)
        {
            parties.Add(leg);
        }

        foreach (var exchange in settle.Exchanges)
        {
            parties.Accounts.Add(exchange.Payer);
            parties.Accounts.Add(exchange.Payee);
            parties.Offers.UnionWith(exchange.Offers);
        }

        foreach (var condition in settle.Conditions)
        {
            parties.Add(condition);
        }

        return parties;
    }

    /// <summary>The parties of a settlement, from every step that it took.</summary>
    public static Parties Of(IEnumerable<Wire.Event> steps)
    {
        var parties = new Parties();
        foreach (var step in steps)
        {
            parties.AddStep(step);
        }

        return parties;
    }

    /// <summary>Takes others in.</summary>
    public void Add(Parties others)
    {
        Accounts.UnionWith(others.Accounts);
        Instruments.UnionWith(others.Instruments);
        Offers.UnionWith(others.Offers);
        Participants.UnionWith(others.Participants);
        Approvers.UnionWith(others.Approvers);
    }

    /// <summary>Takes an account in, as events carry it.</summary>
    public void AddAccount(ByteString account) => Accounts.Add(new AccountAddress(account.Span));

    /// <summary>Takes legs in, as events carry them.</summary>
    public void AddLegs(IEnumerable<Wire.Leg> legs)
    {
        foreach (var leg in legs)
        {
            AddAccount(leg.From);
            AddAccount(leg.To);
            Instruments.Add(InstrumentId.Parse(leg.Instrument));
        }
    }

    private void AddStep(Wire.Event step)
    {
        switch (step.KindCase)
        {
            case Wire.Event.KindOneofCase.Settled:
                AddLegs(step.Settled.Legs);
                break;
            case Wire.Event.KindOneofCase.Reserved:
                AddLegs(step.Reserved.Legs);
                break;
            case Wire.Event.KindOneofCase.Queued:
                AddQueued(step.Queued.Settlement);
                break;
            case Wire.Event.KindOneofCase.OfferTaken:
                Offers.Add(new OfferId(step.OfferTaken.Id.Span));
                break;
            default:
                var by = step.Authorised ?? step.Approved ?? step.Signed ?? step.Renounced;
                if (Lei.TryParse(by?.Participant ?? step.Cancelled?.By, out var lei))
                {
                    Participants.Add(lei);
                }

                break;
        }
    }

    private void AddQueued(Wire.Settle settle)
    {
        AddLegs(settle.Legs);
        foreach (var exchange in settle.Exchanges)
        {
            AddAccount(exchange.Payer);
            AddAccount(exchange.Payee);
            Offers.UnionWith(exchange.Offers.Select(static id => new OfferId(id.Span)));
        }

        foreach (var condition in settle.Conditions)
        {
            if (condition.Attestation is { } attestation)
            {
                Participants.Add(Lei.Parse(attestation.Attester));
            }
            else if (condition.Approval is { } approval)
            {
                Approvers.Add(CountryCode.Parse(approval.Jurisdiction));
            }
        }
    }

    private void Add(Leg leg)
    {
        Accounts.Add(leg.From);
        Accounts.Add(leg.To);
        Instruments.Add(leg.Amount.Instrument);
    }

    private void Add(Condition condition)
    {
        switch (condition)
        {
            case AttestationCondition attestation:
                Participants.Add(attestation.Attester);
                break;
            case ApprovalCondition approval:
                Approvers.Add(approval.Jurisdiction);
                break;
        }
    }
}
