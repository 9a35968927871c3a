using Comity.Ledger;
using Comity.Node.Queries;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Access.Visibility;

/// <summary>
/// Leaves of blocks' events what one participant may see. That a block happened, with its height and its time, is everybody's; so
/// are participants, policies, suspensions and open offers. The rest is its parties'.
/// </summary>
internal sealed class EventSight(Sight sight, LedgerReader ledger, Func<Uetr, ulong, Task<List<Wire.Event>>> stepsOf)
{
    private readonly Dictionary<(Uetr Uetr, ulong Height), Relation> _settlements = [];

    /// <summary>What was shown because the viewer oversees, since this was last asked.</summary>
    public int TakeOverseen()
    {
        var overseen = Overseen;
        Overseen = 0;
        return overseen;
    }

    private int Overseen { get; set; }

    /// <summary>Filters blocks, keeping each with what is left of it.</summary>
    public async Task<IReadOnlyList<Wire.BlockEvents>> FilterAsync(
        IReadOnlyList<Wire.BlockEvents> blocks,
        CancellationToken cancellation
    )
    {
        _settlements.Clear();
        var unknown = new Dictionary<(Uetr, ulong), Parties>();
        foreach (var (uetr, height) in Unknown(blocks))
        {
            unknown.Add((uetr, height), Parties.Of(await stepsOf(uetr, height)));
        }

        return await ledger.Ask(
            (state, _) =>
            {
                Learn(state.View, unknown);
                return (IReadOnlyList<Wire.BlockEvents>)[.. blocks.Select(block => Filter(state.View, block))];
            },
            cancellation
        );
    }

    // Settlements that the blocks themselves do not tell everything of: what settles at once has all its legs in one event. A UETR
    // may come again once it is forgotten, so it is asked for at its height.
    private static IEnumerable<(Uetr Uetr, ulong Height)> Unknown(IReadOnlyList<Wire.BlockEvents> blocks) =>
        blocks.SelectMany(static block =>
            block
                .Events.SelectMany(SettlementsOf)
                .Except(Direct(block).Select(static one => one.Uetr))
                .Select(uetr => (uetr, block.Height))
        );

    private void Learn(LedgerView view, Dictionary<(Uetr, ulong), Parties> unknown)
    {
        foreach (var (which, parties) in unknown)
        {
            _settlements[which] = sight.To(view, parties);
        }
    }

    private Wire.BlockEvents Filter(LedgerView view, Wire.BlockEvents block)
    {
        var kept = new Wire.BlockEvents { Height = block.Height, Time = block.Time };
        var direct = Direct(block).ToDictionary(static one => one.Uetr, one => sight.To(view, one.Parties));
        foreach (var happened in block.Events)
        {
            var shown =
                happened.KindCase == Wire.Event.KindOneofCase.LiquiditySaved ? Saved(happened, ToSettlement) : happened;
            var relation = shown is null ? Relation.None : RelationTo(view, shown, ToSettlement);
            if (relation != Relation.None)
            {
                kept.Events.Add(shown);
                Overseen += relation == Relation.Own ? 0 : 1;
            }
        }

        return kept;

        Relation ToSettlement(Uetr uetr) =>
            direct.TryGetValue(uetr, out var relation)
                ? relation
                : _settlements.GetValueOrDefault((uetr, block.Height), Relation.None);
    }

    // Of settlements that settled together, the viewer's.
    private static Wire.Event? Saved(Wire.Event happened, Func<Uetr, Relation> toSettlement)
    {
        var own = happened
            .LiquiditySaved.Settlements.Where(uetr => toSettlement(UetrOf(uetr)) != Relation.None)
            .ToArray();
        return own.Length == 0
            ? null
            : new Wire.Event
            {
                Height = happened.Height,
                Time = happened.Time,
                LiquiditySaved = new Wire.LiquiditySaved { Settlements = { own } },
            };
    }

    private Relation RelationTo(LedgerView view, Wire.Event happened, Func<Uetr, Relation> toSettlement) =>
        happened.KindCase switch
        {
            Wire.Event.KindOneofCase.Issued => ToCurrency(view, happened.Issued),
            Wire.Event.KindOneofCase.Redeemed => ToCurrency(view, happened.Redeemed),
            Wire.Event.KindOneofCase.AccountOpened
            or Wire.Event.KindOneofCase.AccountClosed
            or Wire.Event.KindOneofCase.AccountFrozen
            or Wire.Event.KindOneofCase.AccountReleased => sight.To(view, AccountOf(happened)),
            Wire.Event.KindOneofCase.OfferPosted => ToOffer(view, happened.OfferPosted.Offer),
            Wire.Event.KindOneofCase.OfferWithdrawn => ToOffer(view, happened.OfferWithdrawn.Id),
            Wire.Event.KindOneofCase.OfferExpired => ToOffer(view, happened.OfferExpired.Id),
            Wire.Event.KindOneofCase.Attested => ToAttester(happened.Attested),
            Wire.Event.KindOneofCase.AttestationRevoked => ToAttester(happened.AttestationRevoked),
            Wire.Event.KindOneofCase.AttestationExpired => ToAttester(happened.AttestationExpired),
            Wire.Event.KindOneofCase.ParticipantAdmitted
            or Wire.Event.KindOneofCase.ParticipantUpdated
            or Wire.Event.KindOneofCase.KeysRotated
            or Wire.Event.KindOneofCase.SuspensionChanged
            or Wire.Event.KindOneofCase.JurisdictionPolicySet
            or Wire.Event.KindOneofCase.InstrumentPolicySet => Relation.Own,
            // Every other kind is a settlement's step; a kind that is new and neither is nobody's.
            _ => SettlementsOf(happened).Select(toSettlement).DefaultIfEmpty(Relation.None).Max(),
        };

    private Relation ToCurrency(LedgerView view, Wire.CurrencyMoved moved)
    {
        var relation = sight.To(view, new AccountAddress(moved.Account.Span));
        return relation == Relation.None && sight.Issues(view, InstrumentId.Parse(moved.Instrument))
            ? Relation.Issuer
            : relation;
    }

    private Relation ToOffer(LedgerView view, Wire.PostOffer offer) =>
        offer.Takers.Count == 0 || offer.Takers.Contains(sight.Viewer.ToString())
            ? Relation.Own
            : sight.To(view, new AccountAddress(offer.Account.Span));

    private Relation ToOffer(LedgerView view, ByteString id) =>
        view.TryGetOffer(new OfferId(id.Span), out var offer) ? sight.To(view, offer) : Relation.None;

    private Relation ToAttester(Wire.Attestation attestation) => sight.To(Lei.Parse(attestation.Attester));

    private static IEnumerable<(Uetr Uetr, Parties Parties)> Direct(Wire.BlockEvents block) =>
        block
            .Events.Where(static happened => happened.Settled is { Path: Wire.SettlementPath.Direct })
            .Select(static happened =>
            {
                var parties = new Parties();
                parties.AddLegs(happened.Settled.Legs);
                return (UetrOf(happened.Settled.Uetr), parties);
            });

    private static AccountAddress AccountOf(Wire.Event happened) =>
        new(
            (happened.AccountOpened ?? happened.AccountClosed ?? happened.AccountFrozen ?? happened.AccountReleased)
                .Account
                .Span
        );

    private static IEnumerable<Uetr> SettlementsOf(Wire.Event happened) =>
        happened.KindCase switch
        {
            Wire.Event.KindOneofCase.Settled => [UetrOf(happened.Settled.Uetr)],
            Wire.Event.KindOneofCase.Queued => [UetrOf(happened.Queued.Settlement.Uetr)],
            Wire.Event.KindOneofCase.Authorised => [UetrOf(happened.Authorised.Uetr)],
            Wire.Event.KindOneofCase.Approved => [UetrOf(happened.Approved.Uetr)],
            Wire.Event.KindOneofCase.Signed => [UetrOf(happened.Signed.Uetr)],
            Wire.Event.KindOneofCase.Fulfilled => [UetrOf(happened.Fulfilled.Uetr)],
            Wire.Event.KindOneofCase.Reserved => [UetrOf(happened.Reserved.Uetr)],
            Wire.Event.KindOneofCase.Released => [UetrOf(happened.Released.Uetr)],
            Wire.Event.KindOneofCase.Renounced => [UetrOf(happened.Renounced.Uetr)],
            Wire.Event.KindOneofCase.Cancelled => [UetrOf(happened.Cancelled.Uetr)],
            Wire.Event.KindOneofCase.Expired => [UetrOf(happened.Expired.Uetr)],
            Wire.Event.KindOneofCase.OfferTaken => [UetrOf(happened.OfferTaken.Uetr)],
            Wire.Event.KindOneofCase.OfferRestored => [UetrOf(happened.OfferRestored.Uetr)],
            Wire.Event.KindOneofCase.LiquiditySaved => happened.LiquiditySaved.Settlements.Select(UetrOf),
            _ => [],
        };

    private static Uetr UetrOf(ByteString bytes) => new(bytes.Span);
}
