using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Operations.Currency;

/// <summary>Where units are issued or redeemed.</summary>
/// <param name="Instrument">The instrument's number.</param>
/// <param name="Row">The instrument.</param>
/// <param name="Account">The account's row; -1 until it is checked.</param>
internal readonly record struct CurrencyPlace(int Instrument, InstrumentRow Row, int Account);

/// <summary>What issuing and redeeming both check.</summary>
internal static class CurrencyChecks
{
    /// <summary>Finds the instrument, and the account where there is one.</summary>
    public static Verdict Find(
        OperationContext context,
        InstrumentId id,
        AccountAddress address,
        out CurrencyPlace place
    )
    {
        var verdict = context.Find(id, out int instrument);
        var account = context.State.Accounts.TryFind(address, out var found) ? found : -1;
        place = verdict.IsAllowed
            ? new CurrencyPlace(instrument, context.State.Instruments[instrument], account)
            : default;
        return verdict;
    }

    /// <summary>Whether the account is open and its owner in the issuer's jurisdiction, and the instrument not suspended.</summary>
    public static Verdict CheckAccount(OperationContext context, in CurrencyPlace place, AccountAddress address)
    {
        var verdict = context.Find(address, out int account);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var owner = context.State.Participants[context.State.Accounts[account].Owner];
        if (owner.Jurisdiction != place.Row.Jurisdiction)
        {
            return Verdict.Refused(RefusalCode.OutsideIssuersJurisdiction, owner.Terms.Lei);
        }

        return place.Row.Suspended
            ? Verdict.Refused(RefusalCode.InstrumentSuspended, place.Row.Terms.Id)
            : Verdict.Allowed;
    }

    /// <summary>Uses a reserve reference up.</summary>
    public static Verdict UseReference(OperationContext context, InstrumentId id, bool redeeming, string reference)
    {
        var key = new ReserveReference(id, redeeming, reference);
        if (context.State.ReserveReferences.Contains(key))
        {
            return Verdict.Refused(RefusalCode.DuplicateReserveReference, reference);
        }

        context.State.ReserveReferences.Set(key, Presence.Instance);
        return Verdict.Allowed;
    }
}
