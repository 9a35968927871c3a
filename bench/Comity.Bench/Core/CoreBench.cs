using System.Diagnostics;
using Comity.Bench.World;
using Comity.Ledger.Blocks;
using Comity.Protocol.Time;

namespace Comity.Bench.Core;

/// <summary>The ledger alone, on one core: one-leg settlements over 100,000 accounts with policies on.</summary>
internal static class CoreBench
{
    public static CoreFigures Run(int accounts, int payments, int perBlock, bool commit)
    {
        var world = new BenchWorld(accounts);
        var ledger = Comity.Ledger.Ledger.Found(world.Genesis);
        foreach (var block in world.Founding(1))
        {
            Require(ledger.Apply(block));
        }

        var emptyBytes = GC.GetTotalMemory(forceFullCollection: true);
        ledger.Commit();
        var all = world.Payments(payments);
        GC.Collect(); var pauses = GC.GetTotalPauseDuration();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var applying = new Stopwatch();
        var committing = new Stopwatch();
        for (var first = 0; first < payments; first += perBlock)
        {
            var block = new Block(
                ledger.Height + 1,
                ledger.Time.Plus(1),
                new ArraySegment<Protocol.Transactions.AuthenticatedTransaction>(all, first, perBlock)
            );
            applying.Start();
            var result = ledger.Apply(block);
            applying.Stop();
            Require(result);
            if (commit)
            {
                committing.Start();
                ledger.Commit();
                committing.Stop();
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine(GC.GetTotalPauseDuration() - pauses);
        ledger.CheckInvariants();
        return new CoreFigures(payments, applying.Elapsed, committing.Elapsed, allocated / payments, emptyBytes / accounts);
    }

    private static void Require(BlockResult result)
    {
        foreach (var receipt in result.Receipts)
        {
            if (!receipt.Applied)
            {
                throw new InvalidOperationException($"A benchmark payment was refused: {receipt.Refusal}");
            }
        }
    }
}

internal sealed record CoreFigures(int Payments, TimeSpan Applying, TimeSpan Committing, long AllocatedEach, long BytesPerAccount)
{
    public double PerSecond => Payments / (Applying + Committing).TotalSeconds;
}
