namespace Comity.Node.Access.Budgets;

/// <summary>What somebody had too much of.</summary>
internal enum LimitKind
{
    /// <summary>Transactions, turned away.</summary>
    Transactions,

    /// <summary>Transactions of a stream, which was held back.</summary>
    TransactionsOfStream,

    /// <summary>Calls that are no submissions, in a time.</summary>
    Queries,

    /// <summary>Calls under way.</summary>
    CallsAtOnce,

    /// <summary>Submissions under way.</summary>
    SubmissionsAtOnce,

    /// <summary>Proofs of who calls that failed, from one address.</summary>
    FailedAttempts,

    /// <summary>Connections of one address.</summary>
    Connections,
}
