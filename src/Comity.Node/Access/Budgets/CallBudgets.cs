using System.Net;
using System.Threading.RateLimiting;

namespace Comity.Node.Access.Budgets;

/// <summary>
/// Rate limits, one budget for each caller: a caller that uses its own up is told when to come again, and takes nothing of
/// anybody else's.
/// </summary>
internal sealed class CallBudgets : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private readonly LimitCounters _limits;
    private readonly PartitionedRateLimiter<Caller> _transactions;
    private readonly PartitionedRateLimiter<Caller> _queries;
    private readonly PartitionedRateLimiter<Caller> _calls;
    private readonly PartitionedRateLimiter<Caller> _submissions;
    private readonly PartitionedRateLimiter<IPAddress> _failures;

    /// <summary>Makes the limiters.</summary>
    public CallBudgets(BudgetOptions options, LimitCounters limits)
    {
        _limits = limits;
        // A stream waits for its budget, in order; nothing else waits.
        _transactions = PartitionedRateLimiter.Create<Caller, string>(caller =>
            Rate(caller.Name, options.Transactions, queue: int.MaxValue)
        );
        _queries = PartitionedRateLimiter.Create<Caller, string>(caller =>
            Rate(caller.Name, options.Queries, queue: 0)
        );
        _calls = AtOnce(options.CallsAtOnce);
        _submissions = AtOnce(options.SubmissionsAtOnce);
        _failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            Rate(address, options.FailedAttempts, queue: 0)
        );
    }

    /// <summary>One call that is no submission.</summary>
    public BudgetAnswer TryQuery(Caller caller) =>
        Answer(_queries.AttemptAcquire(caller), "queries", LimitKind.Queries);

    /// <summary>So many transactions, or none.</summary>
    public BudgetAnswer TryTransactions(Caller caller, int count) =>
        Answer(_transactions.AttemptAcquire(caller, count), "transactions", LimitKind.Transactions);

    /// <summary>Waits until so many transactions are within the budget: for streams, whose sender is held back meanwhile.</summary>
    public async ValueTask WaitForTransactionsAsync(Caller caller, int count, CancellationToken cancellation)
    {
        var acquiring = _transactions.AcquireAsync(caller, count, cancellation);
        if (!acquiring.IsCompleted)
        {
            _limits.Met(LimitKind.TransactionsOfStream);
        }

        using var lease = await acquiring;
        if (!lease.IsAcquired)
        {
            throw new InvalidOperationException("A transaction budget that waits without end did not.");
        }
    }

    /// <summary>A place among the calls that are under way; disposed of at the call's end.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="isSubmission">Whether it carries transactions.</param>
    /// <param name="place">The place, where there is one.</param>
    public BudgetAnswer TryEnter(Caller caller, bool isSubmission, out IDisposable place)
    {
        var lease = (isSubmission ? _submissions : _calls).AttemptAcquire(caller);
        place = lease;
        if (lease.IsAcquired)
        {
            return BudgetAnswer.Within;
        }

        _limits.Met(isSubmission ? LimitKind.SubmissionsAtOnce : LimitKind.CallsAtOnce);
        return new BudgetAnswer(
            false,
            $"Too many {(isSubmission ? "submissions" : "calls")} of this caller are under way; wait for one to end.",
            TimeSpan.FromSeconds(1)
        );
    }

    /// <summary>Whether an address has not failed too often of late.</summary>
    public bool MayTry(IPAddress address)
    {
        var may = _failures.GetStatistics(address) is not { CurrentAvailablePermits: < 1 };
        if (!may)
        {
            _limits.Met(LimitKind.FailedAttempts);
        }

        return may;
    }

    /// <summary>An address failed to prove who calls.</summary>
    public void NoteFailure(IPAddress address) => _failures.AttemptAcquire(address).Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _transactions.Dispose();
        _queries.Dispose();
        _calls.Dispose();
        _submissions.Dispose();
        _failures.Dispose();
    }

    private BudgetAnswer Answer(RateLimitLease lease, string what, LimitKind kind)
    {
        using (lease)
        {
            if (lease.IsAcquired)
            {
                return BudgetAnswer.Within;
            }

            _limits.Met(kind);
            return new BudgetAnswer(
                false,
                $"This caller's budget of {what} is used up; come again later.",
                lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Period
            );
        }
    }

    private static RateLimitPartition<T> Rate<T>(T key, RateBudget budget, int queue) =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = budget.Burst,
                TokensPerPeriod = Math.Max(1, budget.PerSecond / 10),
                ReplenishmentPeriod = budget.PerSecond >= 10 ? Period : TimeSpan.FromSeconds(1.0 / budget.PerSecond),
                QueueLimit = queue,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );

    private static PartitionedRateLimiter<Caller> AtOnce(int most) =>
        PartitionedRateLimiter.Create<Caller, string>(caller =>
            RateLimitPartition.GetConcurrencyLimiter(
                caller.Name,
                _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 }
            )
        );
}
