using System.Collections.Immutable;
using Comity.Ledger.Events;
using Comity.Ledger.Operations;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Settlement;

/// <summary>
/// Who must consent to a settlement, and who has. A consent counts different keys of one participant, in one transaction or
/// several, against its threshold; once complete it stands, whatever becomes of the keys. Until then a key that is
/// revoked, or loses the permission, no longer counts.
/// </summary>
internal sealed class Consents(LedgerState state, List<LedgerEvent> events)
{
    /// <summary>The participants that pay under the stated legs and exchanges, each once. Makers' offers are their consent.</summary>
    public ImmutableArray<int> Debtors(WaitingRow row)
    {
        if (row.Debtors.IsDefault)
        {
            row.Debtors = Owners([
                .. row.Terms.Legs.Select(static leg => leg.From),
                .. row.Terms.Exchanges.Select(static part => part.Payer),
            ]);
        }

        return row.Debtors;
    }

    /// <summary>The participants that are paid, each once.</summary>
    public ImmutableArray<int> Creditors(Settle terms) =>
        Owners([.. terms.Legs.Select(static leg => leg.To), .. terms.Exchanges.Select(static part => part.Payee)]);

    /// <summary>Whether every debtor has consented.</summary>
    public bool AllDebtorsIn(WaitingRow row) =>
        Debtors(row).All(debtor => row.Consents.Contains(new Consent(debtor, Permissions.Pay)));

    /// <summary>Whether every debtor has signed this transaction.</summary>
    public bool AllDebtorsSigned(Settle terms, SignerSet signers)
    {
        foreach (ref readonly var leg in terms.Legs.AsSpan())
        {
            if (!HasSigned(leg.From, signers))
            {
                return false;
            }
        }

        foreach (var exchange in terms.Exchanges)
        {
            if (!HasSigned(exchange.Payer, signers))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether any signer is a party to the settlement: a debtor or a creditor.</summary>
    public bool IsParty(Settle terms, SignerSet signers)
    {
        foreach (ref readonly var leg in terms.Legs.AsSpan())
        {
            if (Signed(leg.From, signers) || Signed(leg.To, signers))
            {
                return true;
            }
        }

        foreach (var exchange in terms.Exchanges)
        {
            if (Signed(exchange.Payer, signers) || Signed(exchange.Payee, signers))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what this transaction's signatures say: a debtor's authorisation, an authority's approval.</summary>
    /// <returns>The row with them; the same where they say nothing new.</returns>
    public WaitingRow Collect(WaitingRow row, SignerSet signers)
    {
        foreach (var debtor in Debtors(row))
        {
            row = Collect(row, signers, debtor, Permissions.Pay);
        }

        for (var index = 0; index < state.Jurisdictions.Count; index++)
        {
            row = Collect(row, signers, state.Jurisdictions[index].Authority, Permissions.Approve);
        }

        return row;
    }

    private WaitingRow Collect(WaitingRow row, SignerSet signers, int participant, Permissions permission)
    {
        var consent = new Consent(participant, permission);
        if (row.Consents.Contains(consent) || !signers.Includes(participant))
        {
            return row;
        }

        var partial = row.Partial;
        for (var index = 0; index < signers.Count; index++)
        {
            ref readonly var signer = ref signers[index];
            var piece = new PartialConsent(participant, permission, signer.Key);
            var counts = signer.Participant == participant && (signer.Permissions & permission) != Permissions.None;
            partial = counts && !partial.Contains(piece) ? partial.Add(piece) : partial;
        }

        var terms = state.Participants[participant].Terms;
        var keys = partial.Count(piece =>
            piece.Participant == participant
            && piece.Permission == permission
            && terms.Keys.Allows(piece.Key, permission, state.Progress.Time)
        );
        if (keys == 0 || keys < terms.Keys.ThresholdOf(permission))
        {
            if (partial.Length == row.Partial.Length)
            {
                return row;
            }

            events.Add(new SettlementSigned(row.Terms.Uetr, terms.Lei));
            return row with { Partial = partial };
        }

        events.Add(
            permission == Permissions.Pay
                ? new SettlementAuthorised(row.Terms.Uetr, terms.Lei)
                : new SettlementApproved(row.Terms.Uetr, terms.Lei)
        );
        return row with
        {
            Consents = row.Consents.Add(consent),
            Partial = partial.RemoveAll(piece => piece.Participant == participant && piece.Permission == permission),
        };
    }

    private bool HasSigned(Protocol.Identifiers.AccountAddress account, SignerSet signers) =>
        state.Accounts.TryFind(account, out var index) && signers.Reaches(state.Accounts[index].Owner, Permissions.Pay);

    private bool Signed(Protocol.Identifiers.AccountAddress account, SignerSet signers) =>
        state.Accounts.TryFind(account, out var index) && signers.Includes(state.Accounts[index].Owner);

    private ImmutableArray<int> Owners(IEnumerable<Protocol.Identifiers.AccountAddress> accounts)
    {
        var owners = ImmutableArray.CreateBuilder<int>();
        foreach (var account in accounts)
        {
            if (state.Accounts.TryFind(account, out var index) && !owners.Contains(state.Accounts[index].Owner))
            {
                owners.Add(state.Accounts[index].Owner);
            }
        }

        return owners.ToImmutable();
    }
}
