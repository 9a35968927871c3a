using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Operations.Currency;

/// <summary>Where units are issued or redeemed.</summary>
/// <param name="Instrument">The instrument's number.</param>
/// <param name="Row">The instrument.</param>
/// <param name="Account">The account's row.</param>
internal readonly record struct CurrencyPlace(int Instrument, InstrumentRow Row, int Account);

/// <summary>What issuing and redeeming both check.</summary>
internal static class CurrencyChecks
{
    /// <summary>
    /// Finds the instrument and requires its issuer's signatures; then the account, which is open and whose owner is in the issuer's
    /// jurisdiction. The instrument is not suspended.
    /// </summary>
    public static Verdict Find(
        OperationContext context,
        InstrumentId id,
        AccountAddress address,
        Permissions permission,
        out CurrencyPlace place
    )
    {
        place = default;
        var verdict = context.Find(id, out int instrument);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var row = context.State.Instruments[instrument];
        verdict = context.Require(row.Issuer, permission);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        verdict = context.Find(address, out int account);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        place = new CurrencyPlace(instrument, row, account);
        var owner = context.State.Participants[context.State.Accounts[account].Owner];
        if (owner.Jurisdiction != row.Jurisdiction)
        {
            return Verdict.Refused(RefusalCode.OutsideIssuersJurisdiction, owner.Terms.Lei);
        }

        return row.Suspended ? Verdict.Refused(RefusalCode.InstrumentSuspended, row.Terms.Id) : Verdict.Allowed;
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
