using System.Diagnostics.Metrics;

namespace Comity.Node.Access.Budgets;

/// <summary>
/// How often each limit was met, by all callers together: who it was is in the audit trail, so that the number of series does not
/// grow with the number of callers.
/// </summary>
internal sealed class LimitCounters
{
    private static readonly (LimitKind Kind, string Name)[] Names =
    [
        (LimitKind.Transactions, "transactions"),
        (LimitKind.TransactionsOfStream, "transactions_of_stream"),
        (LimitKind.Queries, "queries"),
        (LimitKind.CallsAtOnce, "calls_at_once"),
        (LimitKind.SubmissionsAtOnce, "submissions_at_once"),
        (LimitKind.FailedAttempts, "failed_attempts"),
        (LimitKind.Connections, "connections"),
    ];

    private readonly long[] _met = new long[Names.Length];

    /// <summary>A limit was met once more.</summary>
    public void Met(LimitKind kind) => Interlocked.Increment(ref _met[(int)kind]);

    /// <summary>All of them, those that were never met too.</summary>
    public IEnumerable<Measurement<long>> Measure() =>
        Names.Select(one => new Measurement<long>(
            Volatile.Read(ref _met[(int)one.Kind]),
            KeyValuePair.Create<string, object?>("comity.limit", one.Name)
        ));
}
