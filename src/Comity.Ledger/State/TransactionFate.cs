using Comity.Protocol.Refusals;

namespace Comity.Ledger.State;

/// <summary>What became of a transaction that was ordered.</summary>
/// <param name="Refusal">Why nothing of it applied; 0 where all of it did.</param>
/// <param name="Operation">Which operation was refused, from 0; -1 for the transaction itself. 0 where all of it applied.</param>
public readonly record struct TransactionFate(RefusalCode Refusal, int Operation)
{
    private const int OperationBits = 16;

    /// <summary>Whether it applied, whole.</summary>
    public bool Applied => Refusal == 0;

    internal uint ToBits() => Applied ? 0 : ((uint)Refusal << OperationBits) | (uint)(Operation + 1);

    internal static TransactionFate FromBits(uint bits) =>
        bits == 0
            ? default
            : new TransactionFate((RefusalCode)(bits >> OperationBits), (int)(bits & ((1 << OperationBits) - 1)) - 1);
}
