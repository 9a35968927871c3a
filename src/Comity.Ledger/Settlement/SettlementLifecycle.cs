using System.Collections.Immutable;
using Comity.Ledger.Events;
using Comity.Ledger.Operations;
using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Settlement;

/// <summary>
/// What becomes of a settlement: it executes at the first moment when every debtor has authorised it, its conditions hold,
/// the policies of every jurisdiction concerned allow it, and every debtor has cover. Until then it waits, to its expiry,
/// and then leaves without a trace on balances.
/// </summary>
internal sealed class SettlementLifecycle(LedgerState state, List<LedgerEvent> events)
{
    // Where only the passing of time can help, waiting settlements are looked at again this often.
    private const ulong PatrolMilliseconds = 1_000;

    private readonly SettlementExecutor _executor = new(state, events);
    private readonly Conditions _conditions = new(state);

    /// <summary>Who must consent, and who has.</summary>
    public Consents Consents { get; } = new(state, events);

    /// <summary>Makes settlements happen.</summary>
    public SettlementExecutor Executor => _executor;

    /// <summary>Whether a refusal can pass by waiting.</summary>
    public static bool CanPass(RefusalCode code) =>
        code
            is RefusalCode.AccountFrozen
                or RefusalCode.ConditionNotMet
                or RefusalCode.OfferCapacityExceeded
                or RefusalCode.ParticipantSuspended
                or RefusalCode.InstrumentSuspended
                or RefusalCode.CorridorSuspended
                or RefusalCode.JurisdictionSuspended
                or RefusalCode.AttestationMissing
                or RefusalCode.ApprovalMissing
                or RefusalCode.BalanceCapExceeded
                or RefusalCode.RollingLimitExceeded
                or RefusalCode.InsufficientCover
                or RefusalCode.CoverPromisedToOlder;

    /// <summary>Whether a refusal is for want of cover, its own or what an older settlement has first call on.</summary>
    public static bool LacksCover(RefusalCode code) =>
        code is RefusalCode.InsufficientCover or RefusalCode.CoverPromisedToOlder;

    /// <summary>Executes a settlement at once, or refuses it.</summary>
    public Verdict SettleNow(Settle terms, SignerSet signers)
    {
        if (!Consents.AllDebtorsSigned(terms, signers))
        {
            return Verdict.Refused(RefusalCode.NotAuthorised, $"settlement {terms.Uetr} by every debtor");
        }

        var met = _conditions.Check(terms, null, signers);
        return met.IsAllowed
            ? _executor.Execute(
                new Candidate
                {
                    Terms = terms,
                    Place = QueueKey.Now,
                    Path = SettlementPath.Direct,
                    Signers = signers,
                }
            )
            : met;
    }

    /// <summary>Takes a settlement that may wait: executes it where it can at once, and lets it wait where it cannot.</summary>
    public Verdict SettleOrWait(Settle terms, QueueTerms queue, SignerSet signers)
    {
        var verdict = CheckRoom(queue);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var arriving = new WaitingRow
        {
            Terms = terms,
            Sequence = state.Progress.NextSequence(),
            SubmittedAt = state.Progress.Time,
            Debits = [],
        };
        verdict = _executor.Screen(Candidate.Waiting(arriving, SettlementPath.Direct, signers));
        if (verdict.Refusal is { } refusal && !CanPass(refusal.Code))
        {
            return verdict;
        }

        arriving = arriving with { Debits = FindDebits(terms) };
        events.Add(new SettlementQueued(terms, arriving.Sequence));
        arriving = Consents.Collect(arriving, signers);
        state.Waiting.Set(terms.Uetr, arriving);

        // Others that wait for the same cover are asked first, in order of the queue, when the block ends.
        if (arriving.Debits.All(position => state.Positions[position].Waiting <= 1))
        {
            Advance(arriving, SettlementPath.Direct, signers);
        }

        Stir();
        return Verdict.Allowed;
    }

    /// <summary>Executes a waiting settlement, or holds its funds, where everything it waits for is there.</summary>
    /// <returns>Allowed where it executed; else what it still waits for.</returns>
    public Verdict Advance(WaitingRow row, SettlementPath path, SignerSet? signers)
    {
        if (!Consents.AllDebtorsIn(row))
        {
            return Verdict.Refused(RefusalCode.NotAuthorised, row.Terms.Uetr);
        }

        if (row.Queue.Reserve && !row.IsReserved)
        {
            var held = _executor.Reserve(Candidate.Waiting(row, path, signers), out var reserved);
            if (!held.IsAllowed)
            {
                return held;
            }

            row = reserved ?? row;
        }

        var met = _conditions.Check(row.Terms, row, signers);
        return met.IsAllowed ? _executor.Execute(Candidate.Waiting(row, path, signers)) : met;
    }

    /// <summary>Whether nothing but cover, or a rule, keeps a waiting settlement from executing.</summary>
    public bool IsReady(WaitingRow row) =>
        !row.IsReserved
        && !row.Queue.Reserve
        && Consents.AllDebtorsIn(row)
        && _conditions.Check(row.Terms, row, null).IsAllowed;

    /// <summary>When a waiting settlement that was just refused should be tried again though nothing else happens.</summary>
    public Protocol.Time.Timestamp TryAgainAt(WaitingRow row, RefusalCode code)
    {
        var next = _conditions.NextChange(row.Terms);
        var now = state.Progress.Time;
        var lacksCover = LacksCover(code);

        // A window that moves on, a creditor that pays out, a maker that is paid: none of them says so to who waits for it.
        var unannounced =
            code is RefusalCode.RollingLimitExceeded or RefusalCode.BalanceCapExceeded
            || (lacksCover && !row.Terms.Exchanges.IsEmpty);
        if (unannounced && now.Plus(PatrolMilliseconds) < next)
        {
            next = now.Plus(PatrolMilliseconds);
        }

        var patience = row.SubmittedAt.Plus(state.Parameters.QueuePatienceMilliseconds);
        return lacksCover && !row.Senior && patience < next ? patience : next;
    }

    /// <summary>Takes a settlement out of the queue and gives back what it held.</summary>
    public void Leave(WaitingRow row, SettlementStatus status)
    {
        var uetr = row.Terms.Uetr;
        state.Waiting.Remove(uetr);
        if (row.IsReserved)
        {
            foreach (var held in row.Held)
            {
                state.Positions.ReleaseHeld(held.From, held.Units);
            }

            events.Add(new FundsReleased(uetr, [.. row.Held.Select(ToLeg)]));
            Restore(row);
        }

        state.Finished.Add(uetr, new SettlementValue(status, state.Progress.Time, row.Terms.Terms));
        Stir();
    }

    /// <summary>Notes that waiting settlements are worth another look.</summary>
    public void Stir()
    {
        state.Progress.QueueStirred = true;
        state.Progress.SaverStirred = true;
    }

    /// <summary>Finds a waiting settlement.</summary>
    public Verdict Find(Uetr uetr, out WaitingRow row)
    {
        if (state.Waiting.TryGet(uetr, out var found))
        {
            row = found;
            return Verdict.Allowed;
        }

        row = null!;
        return Verdict.Refused(
            state.Finished.Contains(uetr) ? RefusalCode.SettlementFinished : RefusalCode.SettlementUnknown,
            uetr
        );
    }

    private Verdict CheckRoom(QueueTerms queue)
    {
        var now = state.Progress.Time;
        if (queue.ExpiresAt <= now || queue.ExpiresAt > now.Plus(state.Parameters.LongestWaitMilliseconds))
        {
            return Verdict.Refused(RefusalCode.TimeOutOfRange, $"expires_at {queue.ExpiresAt}");
        }

        return state.Waiting.Count >= state.Parameters.MostWaiting
            ? Verdict.Refused(RefusalCode.QueueFull, $"{state.Waiting.Count} settlements wait")
            : Verdict.Allowed;
    }

    private void Restore(WaitingRow row)
    {
        foreach (var held in row.HeldOffers)
        {
            // An offer that is withdrawn or expired takes nothing back.
            if (state.Offers.TryGet(held.Offer, out var offer))
            {
                state.Offers.Set(held.Offer, offer with { Remaining = offer.Remaining + held.Sold });
                events.Add(new OfferRestored(held.Offer, row.Terms.Uetr, held.Sold));
            }
        }
    }

    private Leg ToLeg(HeldLeg held)
    {
        ref readonly var from = ref state.Positions[held.From];
        return new Leg(
            state.Accounts[from.Account].Address,
            state.Accounts[state.Positions[held.To].Account].Address,
            new Amount(state.Instruments[from.Instrument].Terms.Id, held.Units)
        );
    }

    // Screened before: accounts, instruments and offers are there.
    private ImmutableArray<int> FindDebits(Settle terms)
    {
        var debits = ImmutableArray.CreateBuilder<int>();
        foreach (var leg in terms.Legs)
        {
            AddDebit(debits, leg.From, leg.Amount.Instrument);
        }

        foreach (var exchange in terms.Exchanges)
        {
            if (state.Offers.TryGet(exchange.Offers[0], out var offer))
            {
                AddDebit(debits, exchange.Payer, offer.Terms.Buys);
            }
        }

        return debits.ToImmutable();
    }

    private void AddDebit(ImmutableArray<int>.Builder debits, AccountAddress address, InstrumentId id)
    {
        if (
            state.Accounts.TryFind(address, out var account)
            && state.Instruments.TryFind(id, out var instrument)
            && state.Positions.FindOrAdd(account, instrument) is var position
            && !debits.Contains(position)
        )
        {
            debits.Add(position);
        }
    }
}
