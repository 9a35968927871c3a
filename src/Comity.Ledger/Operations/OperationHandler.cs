using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations;

namespace Comity.Ledger.Operations;

/// <summary>What an operation's rule is, for people: docs/ledger.md is made of these.</summary>
/// <param name="Name">The operation, as the wire names it.</param>
/// <param name="Group">Its group.</param>
/// <param name="Rule">What it does and when, in a sentence or three.</param>
/// <param name="Signers">Who signs it.</param>
/// <param name="Refusals">What it can be refused with, in the order of the checks. The ledger asserts that no other occurs.</param>
public sealed record OperationRule(
    string Name,
    string Group,
    string Rule,
    string Signers,
    IReadOnlyList<RefusalCode> Refusals
);

/// <summary>How the ledger applies one kind of operation.</summary>
internal abstract class OperationHandler
{
    /// <summary>What it does, for people.</summary>
    public abstract OperationRule Rule { get; }

    /// <summary>The operation that it applies.</summary>
    public abstract Type Operation { get; }

    /// <summary>Applies an operation, or refuses it; refused, what it has changed is taken back by the caller.</summary>
    public abstract Verdict Apply(Operation operation, OperationContext context);
}

/// <summary>How the ledger applies one kind of operation.</summary>
/// <typeparam name="TOperation">The operation.</typeparam>
internal abstract class OperationHandler<TOperation> : OperationHandler
    where TOperation : Operation
{
    /// <inheritdoc/>
    public sealed override Type Operation => typeof(TOperation);

    /// <inheritdoc/>
    public sealed override Verdict Apply(Operation operation, OperationContext context) =>
        Apply((TOperation)operation, context);

    /// <summary>Applies an operation, or refuses it.</summary>
    protected abstract Verdict Apply(TOperation operation, OperationContext context);
}
