using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Blocks;

/// <summary>What became of one transaction.</summary>
/// <param name="Transaction">Which.</param>
/// <param name="Refusal">Why nothing of it applied; absent where all of it did.</param>
/// <param name="Operation">Which operation was refused; -1 for the transaction itself.</param>
public readonly record struct Receipt(TransactionId Transaction, Refusal? Refusal, int Operation)
{
    /// <summary>Whether it applied, whole.</summary>
    public bool Applied => Refusal is null;
}
