using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Model;

internal sealed partial class ModelLedger
{
    private static readonly ImmutableHashSet<RefusalCode> MendedByWaiting =
    [
        RefusalCode.AccountFrozen,
        RefusalCode.OfferCapacityExceeded,
        RefusalCode.ParticipantSuspended,
        RefusalCode.InstrumentSuspended,
        RefusalCode.CorridorSuspended,
        RefusalCode.JurisdictionSuspended,
        RefusalCode.AttestationMissing,
        RefusalCode.ApprovalMissing,
        RefusalCode.RollingLimitExceeded,
    ];

    private IEnumerable<Lei> Owners(IEnumerable<AccountAddress> accounts) =>
        accounts.Where(_s.Accounts.ContainsKey).Select(account => _s.Accounts[account].Owner).Distinct();

    private IEnumerable<Lei> Debtors(Settle terms) =>
        Owners(terms.Legs.Select(leg => leg.From).Concat(terms.Exchanges.Select(part => part.Payer)));

    private IEnumerable<Lei> Creditors(Settle terms) =>
        Owners(terms.Legs.Select(leg => leg.To).Concat(terms.Exchanges.Select(part => part.Payee)));

    private void Apply(Settle terms)
    {
        Refuse(_s.Finished.ContainsKey(terms.Uetr) || FindWaiting(terms.Uetr) is not null, RefusalCode.DuplicateUetr);
        Refuse(!Debtors(terms).Concat(Creditors(terms)).Any(Includes), RefusalCode.NotEntitled);
        if (terms.Queue is null)
        {
            var payers = terms.Legs.Select(leg => leg.From).Concat(terms.Exchanges.Select(part => part.Payer));
            var signed = payers.All(payer =>
                _s.Accounts.TryGetValue(payer, out var account) && Reaches(account.Owner, Permissions.Pay)
            );
            Refuse(!signed, RefusalCode.NotAuthorised);
            CheckConditions(terms, null);
            Execute([(terms, null)]);
            return;
        }

        CheckTime(terms.Queue.ExpiresAt);
        Refuse(_s.Waiting.Count >= genesis.Parameters.MostWaiting, RefusalCode.QueueFull);
        Wait(terms);
    }

    private void Wait(Settle terms)
    {
        var before = _s;
        try
        {
            CheckLegs(Resolve(terms), terms, null, seizure: false);
        }
        catch (ModelRefusal refusal) when (MendedByWaiting.Contains(refusal.Code))
        {
            // It waits for that to pass.
        }

        _s = before;
        var row = new ModelWaiting
        {
            Terms = terms,
            Sequence = _s.Sequence,
            SubmittedAt = _s.Time,
            Debits =
            [
                .. terms.Legs.Select(leg => new ModelPosition(leg.From, leg.Amount.Instrument)),
                .. terms
                    .Exchanges.Where(part => _s.Offers.ContainsKey(part.Offers[0]))
                    .Select(part => new ModelPosition(part.Payer, _s.Offers[part.Offers[0]].Terms.Buys)),
            ],
        };
        row = CollectAll(row);
        var contested = _s.Waiting.Values.Any(other => !other.Reserved && other.Debits.Overlaps(row.Debits));
        _s = _s with { Sequence = _s.Sequence + 1 };
        Put(row);
        if (!contested)
        {
            Advance(row);
        }
    }

    // Executes it, or holds its funds, or leaves things as they are; true where it executed.
    private bool Advance(ModelWaiting row)
    {
        try
        {
            Refuse(
                !Debtors(row.Terms).All(debtor => row.Consents.Contains((debtor, Permissions.Pay))),
                RefusalCode.NotAuthorised
            );
            if (row.Queue.Reserve && !row.Reserved)
            {
                row = Hold(row);
            }

            CheckConditions(row.Terms, row);
            Execute([(row.Terms, row)]);
            return true;
        }
        catch (ModelRefusal refusal)
        {
            LastRefusal = refusal.Code;
            return false;
        }
    }

    private RefusalCode LastRefusal { get; set; }

    private ModelWaiting Hold(ModelWaiting row)
    {
        var before = _s;
        try
        {
            var legs = Resolve(row.Terms, out var taken);
            var resolved = _s;
            CheckLegs(legs, row.Terms, row, seizure: false);
            _s = resolved;
            foreach (var leg in legs)
            {
                Refuse(BalanceOf(leg.Debited).Available < leg.Units, RefusalCode.InsufficientCover);
                Change(leg.Debited, -leg.Units, leg.Units);
                Refuse(
                    SeniorsBefore(leg.Debited, row.Place).Any(senior => senior.Place != row.Place),
                    RefusalCode.CoverPromisedToOlder
                );
            }

            row = row with
            {
                Reserved = legs.Count + taken.Count > 0,
                Senior = false,
                Held = [.. legs.Select(leg => leg with { Held = true })],
                HeldOffers = [.. taken],
            };
            Put(row);
            return row;
        }
        catch (ModelRefusal)
        {
            _s = before;
            throw;
        }
    }

    private void CheckConditions(Settle terms, ModelWaiting? row)
    {
        for (var index = 0; index < terms.Conditions.Length; index++)
        {
            var holds = terms.Conditions[index] switch
            {
                HashLock => row is not null && row.Opened.Contains(index),
                TimeWindow window => window.NotBefore <= _s.Time && _s.Time < window.NotAfter,
                AttestationCondition claim => Stands(claim.Attester, claim.Kind, claim.Subject),
                ApprovalCondition approval => _s.Jurisdictions.TryGetValue(approval.Jurisdiction, out var jurisdiction)
                    && HasApproved(jurisdiction.Authority, row),
                _ => throw new InvalidOperationException("The model knows no such condition."),
            };
            Refuse(!holds, RefusalCode.ConditionNotMet);
        }
    }

    private bool Stands(Lei attester, string kind, Protocol.Cryptography.Hash256 subject) =>
        _s.Attestations.TryGetValue((attester, kind, subject), out var expiry) && _s.Time < expiry;

    private bool HasApproved(Lei authority, ModelWaiting? row) =>
        row?.Consents.Contains((authority, Permissions.Approve)) == true || Reaches(authority, Permissions.Approve);

    private ModelWaiting CollectAll(ModelWaiting row)
    {
        foreach (var debtor in Debtors(row.Terms).ToList())
        {
            row = Collect(row, debtor, Permissions.Pay);
        }

        foreach (var jurisdiction in _s.Jurisdictions.Values)
        {
            row = Collect(row, jurisdiction.Authority, Permissions.Approve);
        }

        return row;
    }

    private ModelWaiting Collect(ModelWaiting row, Lei lei, Permissions permission)
    {
        if (row.Consents.Contains((lei, permission)))
        {
            return row;
        }

        var keys = _s.Participants[lei].Terms.Keys;
        var partial = row.Partial.Union(
            _signers
                .Where(signer => signer.Owner == lei && (signer.Permissions & permission) != 0)
                .Select(signer => (lei, permission, signer.Key))
        );
        var counting = partial.Count(each =>
            each.Item1 == lei && each.Item2 == permission && keys.Allows(each.Item3, permission, _s.Time)
        );
        return Includes(lei) && counting > 0 && counting >= keys.ThresholdOf(permission)
            ? row with
            {
                Consents = row.Consents.Add((lei, permission)),
                Partial = [.. partial.Where(each => each.Item1 != lei || each.Item2 != permission)],
            }
            : row with
            {
                Partial = partial,
            };
    }

    private ModelWaiting Waiting(Uetr uetr)
    {
        var row = FindWaiting(uetr);
        Refuse(
            row is null,
            _s.Finished.ContainsKey(uetr) ? RefusalCode.SettlementFinished : RefusalCode.SettlementUnknown
        );
        return row!;
    }

    private void Apply(Authorise authorise)
    {
        var row = Waiting(authorise.Uetr);
        Refuse(row.Terms.Terms != authorise.Terms, RefusalCode.TermsDiffer);
        var collected = CollectAll(row);
        Refuse(
            collected.Consents.Count == row.Consents.Count && collected.Partial.Count == row.Partial.Count,
            RefusalCode.NotEntitled
        );
        Put(collected);
        Advance(collected);
    }

    private void Apply(Fulfil fulfil)
    {
        var row = Waiting(fulfil.Uetr);
        var digest = new Protocol.Cryptography.Hash256(SHA256.HashData(fulfil.Preimage.AsSpan()));
        var opens = Enumerable
            .Range(0, row.Terms.Conditions.Length)
            .Where(index => row.Terms.Conditions[index] is HashLock hashLock && hashLock.Digest == digest);
        var opened = row.Opened.Union(opens);
        Refuse(opened.Count == row.Opened.Count, RefusalCode.PreimageWrong);
        row = row with { Opened = opened };
        Put(row);
        Advance(row);
    }

    private void Apply(Cancel cancel)
    {
        var row = Waiting(cancel.Uetr);
        var debtors = Debtors(row.Terms).Where(lei => Reaches(lei, Permissions.Pay)).ToList();
        var creditors = Creditors(row.Terms).Where(lei => Reaches(lei, Permissions.Pay)).ToList();
        Refuse(debtors.Count + creditors.Count == 0, RefusalCode.NotEntitled);
        if (row.Reserved)
        {
            var renounced = row.Renounced.Union(creditors);
            Refuse(renounced.Count == row.Renounced.Count, RefusalCode.FundsReserved);
            if (!Creditors(row.Terms).All(renounced.Contains))
            {
                Put(row with { Renounced = renounced });
                return;
            }
        }

        Leave(row, SettlementStatus.Cancelled);
    }

    private void Leave(ModelWaiting row, SettlementStatus status)
    {
        _s = _s with { Waiting = _s.Waiting.Remove(row.Place) };
        foreach (var leg in row.Held)
        {
            Change(leg.Debited, leg.Units, -leg.Units);
        }

        foreach (var (id, sold) in row.HeldOffers)
        {
            if (_s.Offers.TryGetValue(id, out var offer))
            {
                _s = _s with { Offers = _s.Offers.SetItem(id, offer with { Remaining = offer.Remaining + sold }) };
            }
        }

        Finish(row.Terms.Uetr, status);
    }

    private IEnumerable<ModelWaiting> SeniorsBefore(ModelPosition position, (int, long) place) =>
        _s.Waiting.Values.Where(row =>
            row.Senior && !row.Reserved && row.Debits.Contains(position) && row.Place.CompareTo(place) < 0
        );

    private static readonly BigInteger Nothing = BigInteger.Zero;
}
