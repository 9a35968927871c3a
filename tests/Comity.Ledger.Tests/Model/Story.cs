using System.Collections.Immutable;
using System.Numerics;
using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.Tests.Model;

/// <summary>The ledger and the model side by side, fed the same blocks.</summary>
internal sealed class Story(NetworkGenesis genesis)
{
    public Ledger Ledger { get; private set; } = Ledger.Found(genesis);

    public ModelLedger Model { get; } = new(genesis);

    public Projection Projection { get; } = new(genesis);

    public Dictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Applies a block to both; says where they differ, and nothing where they agree.</summary>
    public string? Tell(Timestamp time, ImmutableArray<AuthenticatedTransaction> transactions)
    {
        try
        {
            var block = new Block(Ledger.Height + 1, time, transactions);
            var result = Ledger.Apply(block);
            Ledger.CheckInvariants();
            Projection.Apply(result);
            var receipts = Model.Apply(block, result.Events.OfType<LiquiditySaved>());
            foreach (var saved in result.Events.OfType<LiquiditySaved>())
            {
                Count($"saved sets of {Math.Min(saved.Settlements.Length, 4)}");
            }

            for (var index = 0; index < receipts.Count; index++)
            {
                var refusal = result.Receipts[index].Refusal;
                Count(refusal?.Code.ToString() ?? "applied");
                var (code, rule, operation) = receipts[index];
                if (refusal?.Code != code || refusal?.Rule != rule || result.Receipts[index].Operation != operation)
                {
                    return $"block {block.Height} transaction {index}: the ledger says {refusal?.ToString() ?? "applied"} at operation {result.Receipts[index].Operation}, the model {code?.ToString() ?? "applied"} {rule} at {operation}";
                }
            }

            return Compare(Ledger.View, Model.State) is { } difference ? $"block {block.Height}: {difference}" : null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return fault.ToString();
        }
    }

    /// <summary>Stops the ledger and reads it back: it must not notice.</summary>
    public string? Reload()
    {
        using var stream = new MemoryStream();
        Ledger.Save(stream);
        var root = Ledger.Commit();
        Ledger = Ledger.Load(genesis, stream.ToArray());
        return Ledger.Commit() == root ? null : $"after block {Ledger.Height} a ledger read back has another root";
    }

    private void Count(string outcome) => Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;

    private static string? Compare(LedgerView view, ModelState state)
    {
        var waiting = view.Waiting.Select(row => (row.Terms.Uetr, row.Reserved)).ToList();
        var expected = state.Waiting.Values.Select(row => (row.Terms.Uetr, row.Reserved)).ToList();
        if (!waiting.SequenceEqual(expected))
        {
            return $"the ledger lets wait [{string.Join(", ", waiting)}], the model [{string.Join(", ", expected)}]";
        }

        if (view.FinishedCount != state.Finished.Count)
        {
            return $"{view.FinishedCount} settlements have finished; {state.Finished.Count} in the model";
        }

        foreach (var (position, balance) in state.Balances)
        {
            var actual = view.Balance(position.Account, position.Instrument);
            if ((BigInteger)actual.Available != balance.Available || (BigInteger)actual.Held != balance.Held)
            {
                return $"{position} is {actual}; {balance} in the model";
            }
        }

        var offers = view.Offers.Select(offer => (offer.Terms.Id, (BigInteger)offer.Remaining));
        return offers.SequenceEqual(
            state.Offers.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value.Remaining))
        )
            ? null
            : "the offers differ";
    }

    /// <summary>What is only compared at the end.</summary>
    public string? CompareEnd()
    {
        foreach (var (uetr, status) in Model.State.Finished)
        {
            if (!Ledger.View.TryGetFinished(uetr, out SettlementValue value) || value.Status != status)
            {
                return $"{uetr} is {value.Status}; {status} in the model";
            }
        }

        foreach (var (id, instrument) in Model.State.Instruments)
        {
            Ledger.View.TryGetSupply(id, out var supply);
            if ((BigInteger)supply.Issued != instrument.Issued || (BigInteger)supply.Redeemed != instrument.Redeemed)
            {
                return $"supply of {id} is {supply}; {instrument} in the model";
            }
        }

        return Projection.Compare(Ledger);
    }
}
