using System.Diagnostics;
using Comity.Client.Submission;
using Comity.Gateway.Inbox;
using Comity.Gateway.Mapping;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Quotes;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Gateway.Settling;

/// <summary>
/// Carries a message's orders to the ledger: up to 100 settlements under one signature. Where the ledger refuses one, that one
/// is rejected and the others go again without it. What is about to be sent is noted first, so that after a crash, or when the
/// ledger knows a UETR already, its terms tell whether it is ours.
/// </summary>
internal sealed class OrderRunner(GatewayOptions options, InboxStore inbox, MessageKey key)
{
    /// <summary>Most settlements under one signature.</summary>
    public const int MostTogether = 100;

    private const int MostQuotes = 4;
    private const ulong MostTrusted = 100 * 365 * 86_400_000UL;
    private const int MostRepeats = 8;

    private readonly Quoter _quoter = new(options.Connection, options.Participant);
    private readonly Dictionary<Uetr, OrderResult> _results = [];
    private readonly Dictionary<Uetr, int> _quotes = [];

    /// <summary>Runs orders, each UETR once. One result for each UETR.</summary>
    public async Task<IReadOnlyDictionary<Uetr, OrderResult>> RunAsync(
        IEnumerable<PaymentOrder> orders,
        CancellationToken cancellation
    )
    {
        var open = new Queue<PaymentOrder>();
        foreach (var order in orders.DistinctBy(static order => order.Terms.Uetr))
        {
            if (
                inbox.FirstOpenAttempt(order.Terms.Uetr) is not { } sent
                || !await RecoverAsync(order, sent, cancellation)
            )
            {
                open.Enqueue(order);
            }
        }

        while (open.Count > 0)
        {
            var together = new List<PaymentOrder>();
            while (together.Count < MostTogether && open.TryDequeue(out var order))
            {
                together.Add(order);
            }

            await SendAsync(together, cancellation);
        }

        return _results;
    }

    // What was sent before, and whose end this gateway has not noted: the node knows it, or it can be sent again under the same
    // UETR, unless it may have settled so long ago that the ledger has forgotten it.
    private async Task<bool> RecoverAsync(PaymentOrder order, DateTimeOffset sent, CancellationToken cancellation)
    {
        var view = await options.Connection.GetSettlementAsync(order.Terms.Uetr, cancellation);
        if (!view.IsKnown)
        {
            await RequireRememberedAsync(order.Terms.Uetr, sent, cancellation);
            return false;
        }

        await ResolveKnownAsync(order, 0, cancellation);
        return true;
    }

    // Half the retention, so that clocks need not agree.
    private async Task RequireRememberedAsync(Uetr uetr, DateTimeOffset sent, CancellationToken cancellation)
    {
        var network = await options.Connection.GetNetworkAsync(cancellation);
        var retention = NetworkGenesis.TryRead(network.Genesis.Span, out var genesis, out _)
            ? genesis.Parameters.RetentionMilliseconds
            : 0;
        var trusted = TimeSpan.FromMilliseconds(Math.Min(retention / 2, MostTrusted));
        if (options.Clock.GetUtcNow() - sent > trusted)
        {
            throw new ForgottenOutcomeException(uetr, sent, trusted);
        }
    }

    private async Task SendAsync(List<PaymentOrder> together, CancellationToken cancellation)
    {
        for (var repeats = 0; together.Count > 0; )
        {
            var ready = await CompleteAsync(together, cancellation);
            if (ready.Count == 0)
            {
                return;
            }

            inbox.AddAttempts(key, ready.Select(static each => each.Settle), options.Clock.GetUtcNow());
            options.AtStep(GatewayStep.Submitting);
            var watch = Stopwatch.StartNew();
            var outcome = await options.Connection.SubmitAsync(
                Sign(ready.Select(static Operation (each) => each.Settle)),
                cancellation
            );
            var milliseconds = watch.ElapsedMilliseconds;
            options.AtStep(GatewayStep.Submitted);
            switch (outcome)
            {
                case SubmissionOutcome.Applied:
                    await NoteAppliedAsync(ready, milliseconds, cancellation);
                    return;
                case SubmissionOutcome.Refused { Refusal: { Operation: >= 0 } refusal }:
                    await TakeOutAsync(ready[refusal.Operation], refusal, milliseconds, cancellation);
                    break;
                case SubmissionOutcome.Refused { Refusal: var refusal } when !MayPassAgain(refusal, ref repeats):
                    ready.ForEach(each => Reject(each.Order, InstructionRefusal.From(refusal), milliseconds));
                    return;
                case SubmissionOutcome.Malformed malformed:
                    throw new InvalidOperationException($"The gateway made a malformed transaction: {malformed.Fault}");
                case SubmissionOutcome.Busy busy:
                    throw new TimeoutException(
                        $"The node takes nothing now: {busy.Reason}. Process the file again later: nothing is paid twice."
                    );
                default:
                    // Refused without a reason that was heard: sent again as a new transaction, it is told.
                    if (++repeats > MostRepeats)
                    {
                        throw new TimeoutException(
                            "The node's answers are lost again and again. Process the file again."
                        );
                    }

                    break;
            }

            together =
            [
                .. ready.Select(static each => each.Order).Where(order => !_results.ContainsKey(order.Terms.Uetr)),
            ];
        }
    }

    private static bool MayPassAgain(LedgerRefusal refusal, ref int repeats) =>
        refusal.Code == RefusalCode.TransactionExpired && ++repeats <= MostRepeats;

    private async Task<List<ReadyOrder>> CompleteAsync(List<PaymentOrder> orders, CancellationToken cancellation)
    {
        var now = SettlementTimes.ToTimestamp(options.Clock.GetUtcNow());
        var ready = new List<ReadyOrder>(orders.Count);
        _quoter.Forget();
        foreach (var order in orders)
        {
            Quote? quote = null;
            if (order.Exchange is { } exchange)
            {
                var answer = await _quoter.QuoteAsync(exchange, now, cancellation);
                if (answer is QuoteAnswer.None none)
                {
                    Reject(order, none.Refusal, 0);
                    continue;
                }

                quote = (answer as QuoteAnswer.Found)?.Quote;
            }

            ready.Add(new ReadyOrder(order, SettlementAmounts.Complete(order, quote), quote));
        }

        return ready;
    }

    private async Task TakeOutAsync(
        ReadyOrder ready,
        LedgerRefusal refusal,
        long milliseconds,
        CancellationToken cancellation
    )
    {
        var uetr = ready.Order.Terms.Uetr;
        if (refusal.Code == RefusalCode.DuplicateUetr)
        {
            await ResolveKnownAsync(ready.Order, milliseconds, cancellation);
            return;
        }

        var isStale =
            ready.Quote is not null
            && refusal.Code
                is RefusalCode.OfferUnknown
                    or RefusalCode.OfferCapacityExceeded
                    or RefusalCode.OfferAmountOutOfRange
                    or RefusalCode.RateWorseThanLimit;
        _quotes[uetr] = _quotes.GetValueOrDefault(uetr) + 1;
        if (!isStale || _quotes[uetr] >= MostQuotes)
        {
            Reject(ready.Order, InstructionRefusal.From(refusal), milliseconds);
        }
    }

    // The ledger has a settlement with this UETR: ours, the other side's of the same deal, or somebody else's.
    private async Task ResolveKnownAsync(PaymentOrder order, long milliseconds, CancellationToken cancellation)
    {
        var uetr = order.Terms.Uetr;
        var view = await options.Connection.GetSettlementAsync(uetr, cancellation);
        var isOurs = inbox.Attempts(key, uetr).Contains(view.Terms);
        if (!isOurs)
        {
            Reject(
                order,
                InstructionRefusal.Own(
                    "DU03",
                    nameof(RefusalCode.DuplicateUetr),
                    $"UETR {uetr} names another settlement already",
                    "Ask for its status; the first one counts."
                ),
                milliseconds
            );
            return;
        }

        if (
            order.IsShared
            && view.IsWaiting
            && !view.Info.Authorised.Contains(options.Participant.ToString(), StringComparer.Ordinal)
        )
        {
            var watch = Stopwatch.StartNew();
            var outcome = await options.Connection.SubmitAsync(
                Sign([new Authorise(uetr, order.Terms.Terms)]),
                cancellation
            );
            milliseconds += watch.ElapsedMilliseconds;
            view = await options.Connection.GetSettlementAsync(uetr, cancellation);
            if (outcome is SubmissionOutcome.Refused refused && view.IsWaiting)
            {
                Reject(order, InstructionRefusal.From(refused.Refusal), milliseconds);
                return;
            }
        }

        var amounts = view.Legs.IsEmpty
            ? SettlementAmounts.Of(order, null, options.Accounts)
            : SettlementAmounts.Of(view.Legs, options.Accounts);
        _results[uetr] = SettlementStates.Read(view, amounts, milliseconds);
    }

    private async Task NoteAppliedAsync(List<ReadyOrder> applied, long milliseconds, CancellationToken cancellation)
    {
        foreach (var (order, settle, quote) in applied)
        {
            var amounts = SettlementAmounts.Of(order, quote, options.Accounts);
            _results[settle.Uetr] = settle.Queue is null
                ? new OrderResult(InstructionStatus.Settled, null, amounts, milliseconds)
                : SettlementStates.Read(
                    await options.Connection.GetSettlementAsync(settle.Uetr, cancellation),
                    amounts,
                    milliseconds
                );
        }
    }

    private void Reject(PaymentOrder order, InstructionRefusal refusal, long milliseconds) =>
        _results[order.Terms.Uetr] = OrderResult.Rejected(refusal, milliseconds);

    private Protocol.Wire.SignedTransaction Sign(IEnumerable<Operation> operations) =>
        TransactionDraft.Sign(
            options.Network,
            SettlementTimes.ToTimestamp(options.Clock.GetUtcNow() + options.TransactionValidity),
            options.SigningKeys,
            operations
        );

    private sealed record ReadyOrder(PaymentOrder Order, Settle Settle, Quote? Quote);
}
