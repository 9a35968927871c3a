using Comity.Ledger;
using Comity.Ordering.Engine;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Queries;

/// <summary>Questions about the ledger's state, asked between two blocks, answered in wire form.</summary>
internal static class LedgerQueries
{
    /// <summary>How a settlement stands, without its steps.</summary>
    public static Wire.SettlementInfo Settlement(Ledger.Ledger ledger, Uetr uetr)
    {
        if (ledger.View.TryGetFinished(uetr, out var finished))
        {
            return new Wire.SettlementInfo
            {
                Uetr = uetr.ToWire(),
                State = (Wire.SettlementState)(int)finished.Status,
                Time = finished.Time.Milliseconds,
                Terms = finished.Terms.ToWire(),
            };
        }

        return ledger.View.TryGetWaiting(uetr, out var waiting)
            ? Waiting(waiting)
            : new Wire.SettlementInfo { Uetr = uetr.ToWire(), State = Wire.SettlementState.Unknown };
    }

    /// <summary>All waiting settlements, in order of the queue.</summary>
    public static Wire.ListWaitingResponse Waiting(Ledger.Ledger ledger) =>
        new() { Settlements = { ledger.View.Waiting.Select(Waiting) } };

    /// <summary>What an account holds.</summary>
    public static Wire.BalancesInfo Balances(Ledger.Ledger ledger, AccountAddress account) =>
        new()
        {
            Account = account.ToWire(),
            Owner = ledger.View.TryGetOwner(account, out var owner) ? owner.ToString() : string.Empty,
            Balances = { ledger.View.Balances(account).Select(static held => Balance(held.Instrument, held.Balance)) },
            Height = ledger.Height,
        };

    /// <summary>What was issued and redeemed of an instrument.</summary>
    public static Wire.SupplyInfo Supply(Ledger.Ledger ledger, InstrumentId instrument)
    {
        var info = new Wire.SupplyInfo { Instrument = instrument.ToString(), Height = ledger.Height };
        if (ledger.View.TryGetSupply(instrument, out var supply))
        {
            var terms = ledger.View.Instruments.First(terms => terms.Id == instrument);
            info.Issued = supply.Issued.ToWire();
            info.Redeemed = supply.Redeemed.ToWire();
            info.Decimals = (uint)terms.Decimals;
            info.Issuer = terms.Issuer.ToString();
        }

        return info;
    }

    /// <summary>Standing offers.</summary>
    public static Wire.ListOffersResponse Offers(Ledger.Ledger ledger) =>
        new() { Offers = { ledger.View.Offers.Select(offer => Offer(ledger, offer)) }, Height = ledger.Height };

    /// <summary>Participants with their keys.</summary>
    public static Wire.ListParticipantsResponse Participants(Ledger.Ledger ledger) =>
        new() { Participants = { ledger.View.Participants.Select(static participant => participant.ToWire()) } };

    /// <summary>What network this is and how far it has come.</summary>
    public static Wire.NetworkInfo Network(Ledger.Ledger ledger, LedgerTip tip) =>
        new()
        {
            Network = ledger.Genesis.Network,
            Height = tip.Height,
            Time = tip.Time.Milliseconds,
            StateRoot = tip.Root.ToWire(),
            Waiting = (ulong)ledger.View.WaitingCount,
            Finished = (ulong)ledger.View.FinishedCount,
            Accounts = (ulong)ledger.View.AccountCount,
        };

    /// <summary>A balance in wire form.</summary>
    public static Wire.Balance Balance(InstrumentId instrument, BalanceValue value) =>
        new()
        {
            Instrument = instrument.ToString(),
            Available = value.Available.ToWire(),
            Held = value.Held.ToWire(),
        };

    private static Wire.SettlementInfo Waiting(WaitingSettlement waiting) =>
        new()
        {
            Uetr = waiting.Terms.Uetr.ToWire(),
            State = waiting.Reserved ? Wire.SettlementState.Reserved : Wire.SettlementState.Waiting,
            Time = waiting.SubmittedAt.Milliseconds,
            Terms = waiting.Terms.Terms.ToWire(),
            Waiting = waiting.Terms.ToWire().Settle,
            Authorised = { waiting.Authorised.Select(static debtor => debtor.ToString()) },
        };

    private static Wire.OfferInfo Offer(Ledger.Ledger ledger, StandingOffer offer) =>
        new()
        {
            Offer = offer.Terms.ToWire().PostOffer,
            Maker = ledger.View.TryGetOwner(offer.Terms.Account, out var maker) ? maker.ToString() : string.Empty,
            Remaining = offer.Remaining.ToWire(),
            Cover = offer.Cover.ToWire(),
        };
}
