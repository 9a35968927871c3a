using System.Collections.Immutable;
using Comity.Ledger.Events;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>Settlements, their steps and parties, and the movements that they and issuance make on accounts.</summary>
internal sealed class SettlementProjection(ProjectionState state, ProjectedRows rows)
{
    private const long Nobody = 0;
    private readonly List<Uetr> _done = [];
    private readonly Dictionary<(long, long, long), PartyRoles> _merged = [];

    /// <summary>The last settlement's number.</summary>
    public long LastSettlement { get; private set; } = state.Progress.Settlements;

    /// <summary>The last movement's number.</summary>
    public long LastMovement { get; private set; } = state.Progress.Movements;

    /// <summary>Projects an event of a settlement.</summary>
    /// <returns>False where it is no such event.</returns>
    public bool Apply(LedgerEvent happened, long number, long height)
    {
        switch (happened)
        {
            case SettlementSettled settled:
                Settle(settled, number, height);
                return true;
            case SettlementQueued queued:
                Queue(queued.Settlement, number, height);
                return true;
            case FundsReserved reserved:
                var holding = Step(reserved.Uetr, number, height).Row;
                (holding.State, holding.LegsEvent) = (SettlementStatus.Reserved, number);
                AddMovements(reserved.Legs, holding, MovementKind.Held, null, height);
                AddMoreParties(holding, reserved.Legs);
                return true;
            case FundsReleased released:
                var releasing = Step(released.Uetr, number, height).Row;
                AddMovements(released.Legs, releasing, MovementKind.Released, null, height);
                return true;
            case SettlementCancelled cancelled:
                Leave(cancelled.Uetr, SettlementStatus.Cancelled, number, height);
                return true;
            case SettlementExpired expired:
                Leave(expired.Uetr, SettlementStatus.Expired, number, height);
                return true;
            case SettlementApproved approved:
                var approving = Step(approved.Uetr, number, height).Row;
                AddMore(approving, state.Participants[approved.Authority], 0, 0, PartyRoles.Approver);
                return true;
            case SettlementAuthorised authorised:
                Step(authorised.Uetr, number, height);
                return true;
            case SettlementSigned signed:
                Step(signed.Uetr, number, height);
                return true;
            case SettlementFulfilled fulfilled:
                Step(fulfilled.Uetr, number, height);
                return true;
            case SettlementRenounced renounced:
                Step(renounced.Uetr, number, height);
                return true;
            case LiquiditySaved saved:
                foreach (var uetr in saved.Settlements)
                {
                    Step(uetr, number, height);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>An offer that a settlement goes through was taken or restored: a step of the settlement.</summary>
    public void Exchange(Uetr uetr, OfferRow offer, long number, long height)
    {
        var row = Step(uetr, number, height).Row;
        AddMore(row, offer.Maker, 0, offer.Sells, PartyRoles.Maker);
    }

    /// <summary>A movement that no settlement made.</summary>
    public void Move(
        KnownAccount account,
        MovementKind kind,
        long instrument,
        UInt128 units,
        string reference,
        long height
    ) =>
        rows.Movements.Add(
            new MovementRow(account.Id, ++LastMovement, height, kind, instrument, units, 0, 0, reference)
        );

    /// <summary>Forgets settlements that are done: nothing follows in a later block.</summary>
    public void EndBlock()
    {
        foreach (var uetr in _done)
        {
            state.Live.Remove(uetr);
        }

        _done.Clear();
    }

    /// <summary>Notes that what is live has been given out to be written.</summary>
    public void EndBatch()
    {
        foreach (var live in state.Live.Values)
        {
            live.IsNew = false;
        }
    }

    private void Settle(SettlementSettled settled, long number, long height)
    {
        // The common settlement has one step and is done.
        if (state.Live.Count == 0 || !state.Live.TryGetValue(settled.Uetr, out var live))
        {
            var row = Open(settled.Uetr, height);
            rows.NewSettlements.Add(row);
            Finish(row, settled, number, height);
            AddMovements(settled.Legs, row, MovementKind.Debited, MovementKind.Credited, height);
            AddParties(row, settled.Legs);
            return;
        }

        Note(live, number, height);
        var debited = live.Row.State == SettlementStatus.Reserved ? MovementKind.DebitedFromHeld : MovementKind.Debited;
        Finish(live.Row, settled, number, height);
        AddMovements(settled.Legs, live.Row, debited, MovementKind.Credited, height);
        AddMoreParties(live.Row, settled.Legs);
        _done.Add(settled.Uetr);
    }

    private static void Finish(SettlementRow row, SettlementSettled settled, long number, long height)
    {
        (row.State, row.Path, row.Purpose) = (SettlementStatus.Settled, (int)settled.Path, settled.Purpose);
        (row.Changed, row.LegsEvent, row.LastEvent) = (height, number, number);
    }

    private void Queue(Settle terms, long number, long height)
    {
        var row = Step(terms.Uetr, number, height).Row;
        (row.State, row.Purpose, row.LegsEvent) = (SettlementStatus.Waiting, terms.Purpose, number);
        AddMoreParties(row, terms.Legs);
        foreach (var exchange in terms.Exchanges)
        {
            var (payer, payee) = (OwnerOf(exchange.Payer), OwnerOf(exchange.Payee));
            var offers = exchange.Offers.Where(state.Offers.ContainsKey).Select(id => state.Offers[id]).ToArray();
            AddMore(row, payer, payee, offers.FirstOrDefault()?.Buys ?? 0, PartyRoles.Debtor);
            AddMore(row, payee, payer, offers.LastOrDefault()?.Sells ?? 0, PartyRoles.Creditor);
            foreach (var offer in offers)
            {
                AddMore(row, offer.Maker, 0, offer.Sells, PartyRoles.Maker);
            }
        }
    }

    private void Leave(Uetr uetr, SettlementStatus status, long number, long height)
    {
        Step(uetr, number, height).Row.State = status;
        _done.Add(uetr);
    }

    private SettlementRow Open(Uetr uetr, long height) =>
        new()
        {
            Id = ++LastSettlement,
            Uetr = uetr,
            Opened = height,
        };

    private LiveSettlement Step(Uetr uetr, long number, long height)
    {
        if (!state.Live.TryGetValue(uetr, out var live))
        {
            live = new LiveSettlement(Open(uetr, height), isNew: true);
            rows.NewSettlements.Add(live.Row);
            state.Live.Add(uetr, live);
        }

        Note(live, number, height);
        return live;
    }

    private void Note(LiveSettlement live, long number, long height)
    {
        (live.Row.Changed, live.Row.LastEvent) = (height, number);
        rows.Steps.Add(new StepRow(live.Row.Id, number));
        if (!live.IsNew)
        {
            rows.ChangedSettlements[live.Row.Id] = live.Row;
        }
    }

    private void AddMovements(
        ImmutableArray<Leg> legs,
        SettlementRow row,
        MovementKind debit,
        MovementKind? credit,
        long height
    )
    {
        foreach (var leg in legs)
        {
            var (from, to) = (state.Accounts[leg.From], state.Accounts[leg.To]);
            var instrument = state.Instruments[leg.Amount.Instrument];
            var units = leg.Amount.Units;
            rows.Movements.Add(
                new MovementRow(from.Id, ++LastMovement, height, debit, instrument, units, to.Id, row.Id, null)
            );
            if (credit is { } kind)
            {
                rows.Movements.Add(
                    new MovementRow(to.Id, ++LastMovement, height, kind, instrument, units, from.Id, row.Id, null)
                );
            }
        }
    }

    private void AddParties(SettlementRow row, ImmutableArray<Leg> legs)
    {
        if (legs.Length == 1)
        {
            var (debtor, creditor, instrument) = PartiesOf(legs[0]);
            if (debtor == creditor)
            {
                rows.Parties.Add(
                    new PartyRow(debtor, row.Id, debtor, instrument, PartyRoles.Debtor | PartyRoles.Creditor)
                );
                return;
            }

            rows.Parties.Add(new PartyRow(debtor, row.Id, creditor, instrument, PartyRoles.Debtor));
            rows.Parties.Add(new PartyRow(creditor, row.Id, debtor, instrument, PartyRoles.Creditor));
            return;
        }

        Merge(legs);
        foreach (var ((participant, counterparty, instrument), roles) in _merged)
        {
            rows.Parties.Add(new PartyRow(participant, row.Id, counterparty, instrument, roles));
        }
    }

    private void AddMoreParties(SettlementRow row, ImmutableArray<Leg> legs)
    {
        Merge(legs);
        foreach (var ((participant, counterparty, instrument), roles) in _merged)
        {
            AddMore(row, participant, counterparty, instrument, roles);
        }
    }

    private void AddMore(SettlementRow row, long participant, long counterparty, long instrument, PartyRoles roles)
    {
        if (participant != Nobody)
        {
            rows.MoreParties.Add(new PartyRow(participant, row.Id, counterparty, instrument, roles));
        }
    }

    private void Merge(ImmutableArray<Leg> legs)
    {
        _merged.Clear();
        foreach (var leg in legs)
        {
            var (debtor, creditor, instrument) = PartiesOf(leg);
            _merged[(debtor, creditor, instrument)] =
                _merged.GetValueOrDefault((debtor, creditor, instrument)) | PartyRoles.Debtor;
            _merged[(creditor, debtor, instrument)] =
                _merged.GetValueOrDefault((creditor, debtor, instrument)) | PartyRoles.Creditor;
        }
    }

    private (long Debtor, long Creditor, long Instrument) PartiesOf(Leg leg) =>
        (OwnerOf(leg.From), OwnerOf(leg.To), state.Instruments.GetValueOrDefault(leg.Amount.Instrument));

    // What waits may name what is not there: its first obstacle was one that can pass.
    private long OwnerOf(AccountAddress account) =>
        state.Accounts.TryGetValue(account, out var known) ? known.Owner : Nobody;
}
