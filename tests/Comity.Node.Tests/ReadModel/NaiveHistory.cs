using Comity.Ledger.Events;
using Comity.Node.Mapping;
using Comity.Node.ReadModel;
using Comity.Ordering.Engine;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Fx;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.ReadModel;

/// <summary>What the read model must say, worked out the slow way: by walking all events for each question.</summary>
internal sealed class NaiveHistory
{
    private readonly Dictionary<AccountAddress, Lei> _owners = [];
    private readonly Dictionary<OfferId, PostOffer> _offers = [];

    public NaiveHistory(IEnumerable<CommittedBlock> blocks)
    {
        foreach (var block in blocks)
        {
            var wire = new Wire.BlockEvents { Height = block.Result.Height, Time = block.Result.Time.Milliseconds };
            foreach (var happened in block.Result.Events)
            {
                wire.Events.Add(happened.ToWire());
                Note(happened, block);
            }

            Blocks.Add(wire);
        }
    }

    public List<Wire.BlockEvents> Blocks { get; } = [];

    /// <summary>Settlements in the order in which they came.</summary>
    public List<NaiveSettlement> Settlements { get; } = [];

    /// <summary>The newest under each UETR: what the ledger has forgotten can be used again.</summary>
    public Dictionary<Uetr, NaiveSettlement> Newest { get; } = [];

    public Dictionary<
        AccountAddress,
        List<(ulong Height, MovementKind Kind, Amount Amount, AccountAddress? Other, Uetr? Uetr)>
    > Movements { get; } = [];

    private void Note(LedgerEvent happened, CommittedBlock block)
    {
        foreach (var uetr in happened.Settlements())
        {
            if (!Newest.TryGetValue(uetr, out var settlement) || settlement.IsOver)
            {
                Newest[uetr] = settlement = new NaiveSettlement(uetr);
                Settlements.Add(settlement);
            }

            var step = happened.ToWire();
            (step.Height, step.Time) = (block.Result.Height, block.Result.Time.Milliseconds);
            settlement.Steps.Add(step);
        }

        switch (happened)
        {
            case AccountOpened opened:
                _owners.Add(opened.Account, opened.Owner);
                Movements.Add(opened.Account, []);
                break;
            case OfferPosted posted:
                _offers[posted.Offer.Id] = posted.Offer;
                break;
            case OfferWithdrawn withdrawn:
                _offers.Remove(withdrawn.Id);
                break;
            case OfferExpired expired:
                _offers.Remove(expired.Id);
                break;
            case CurrencyIssued issued:
                Move(block, issued.Account, MovementKind.Issued, new(issued.Instrument, issued.Units));
                break;
            case CurrencyRedeemed redeemed:
                Move(block, redeemed.Account, MovementKind.Redeemed, new(redeemed.Instrument, redeemed.Units));
                break;
            default:
                NoteSettlement(happened, block);
                break;
        }
    }

    private void NoteSettlement(LedgerEvent happened, CommittedBlock block)
    {
        switch (happened)
        {
            case SettlementSettled settled:
                var held = Newest[settled.Uetr]
                    .Steps.Any(static step => step.KindCase == Wire.Event.KindOneofCase.Reserved);
                foreach (var leg in settled.Legs)
                {
                    var debit = held ? MovementKind.DebitedFromHeld : MovementKind.Debited;
                    Move(block, leg.From, debit, leg.Amount, leg.To, settled.Uetr);
                    Move(block, leg.To, MovementKind.Credited, leg.Amount, leg.From, settled.Uetr);
                    NoteLeg(settled.Uetr, leg);
                }

                break;
            case FundsReserved reserved:
                foreach (var leg in reserved.Legs)
                {
                    Move(block, leg.From, MovementKind.Held, leg.Amount, leg.To, reserved.Uetr);
                    NoteLeg(reserved.Uetr, leg);
                }

                break;
            case FundsReleased released:
                foreach (var leg in released.Legs)
                {
                    Move(block, leg.From, MovementKind.Released, leg.Amount, leg.To, released.Uetr);
                }

                break;
            case SettlementQueued queued:
                foreach (var leg in queued.Settlement.Legs)
                {
                    NoteLeg(queued.Settlement.Uetr, leg);
                }

                foreach (var exchange in queued.Settlement.Exchanges)
                {
                    NoteOwner(queued.Settlement.Uetr, exchange.Payer, PartyRoles.Debtor);
                    NoteOwner(queued.Settlement.Uetr, exchange.Payee, PartyRoles.Creditor);
                    foreach (var offer in exchange.Offers.Where(_offers.ContainsKey))
                    {
                        NoteOwner(queued.Settlement.Uetr, _offers[offer].Account, PartyRoles.Maker);
                    }
                }

                break;
            case OfferTaken taken:
                NoteParty(taken.Uetr, _owners[_offers[taken.Id].Account], PartyRoles.Maker);
                break;
            case SettlementApproved approved:
                NoteParty(approved.Uetr, approved.Authority, PartyRoles.Approver);
                break;
        }
    }

    private void NoteLeg(Uetr uetr, Leg leg)
    {
        NoteOwner(uetr, leg.From, PartyRoles.Debtor);
        NoteOwner(uetr, leg.To, PartyRoles.Creditor);
    }

    // What waits may name an account that is not there.
    private void NoteOwner(Uetr uetr, AccountAddress account, PartyRoles role)
    {
        if (_owners.TryGetValue(account, out var owner))
        {
            NoteParty(uetr, owner, role);
        }
    }

    private void NoteParty(Uetr uetr, Lei lei, PartyRoles role) =>
        Newest[uetr].Parties[lei.ToString()] = Newest[uetr].Parties.GetValueOrDefault(lei.ToString()) | role;

    private void Move(
        CommittedBlock block,
        AccountAddress account,
        MovementKind kind,
        Amount amount,
        AccountAddress? other = null,
        Uetr? uetr = null
    ) => Movements[account].Add((block.Result.Height, kind, amount, other, uetr));
}

/// <summary>A settlement as its events tell it.</summary>
internal sealed class NaiveSettlement(Uetr uetr)
{
    public Uetr Uetr => uetr;

    public List<Wire.Event> Steps { get; } = [];

    public SortedDictionary<string, PartyRoles> Parties { get; } = new(StringComparer.Ordinal);

    public bool IsOver =>
        Steps[^1].KindCase
            is Wire.Event.KindOneofCase.Settled
                or Wire.Event.KindOneofCase.Cancelled
                or Wire.Event.KindOneofCase.Expired;
}
