using System.Diagnostics;
using Comity.Bench.World;
using Comity.Ledger.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;

namespace Comity.Bench.Core;

/// <summary>What one run of the ledger alone took.</summary>
/// <param name="Payments">How many payments.</param>
/// <param name="Applying">Time in Apply.</param>
/// <param name="Committing">Time in Commit.</param>
/// <param name="AllocatedEach">Bytes allocated for each payment, what the ledger keeps of it included.</param>
internal sealed record CoreFigures(int Payments, TimeSpan Applying, TimeSpan Committing, long AllocatedEach)
{
    /// <summary>Payments per second.</summary>
    public double PerSecond => Payments / (Applying + Committing).TotalSeconds;
}

/// <summary>The ledger alone, on one thread, fed with transactions that are decoded and verified already.</summary>
internal static class CoreRun
{
    /// <summary>Applies random one-leg payments.</summary>
    /// <param name="accounts">Over so many accounts.</param>
    /// <param name="payments">So many of them.</param>
    /// <param name="perBlock">In blocks of so many.</param>
    /// <param name="commit">Whether the state root is worked out after each block.</param>
    public static CoreFigures Run(int accounts, int payments, int perBlock, bool commit)
    {
        var (ledger, world) = Founded(accounts);
        var all = world.Payments(payments);
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var applying = new Stopwatch();
        var committing = new Stopwatch();
        for (var first = 0; first < payments; first += perBlock)
        {
            var block = new Block(
                ledger.Height + 1,
                ledger.Time.Plus(1),
                new ArraySegment<AuthenticatedTransaction>(all, first, perBlock)
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
        ledger.CheckInvariants();
        return new CoreFigures(payments, applying.Elapsed, committing.Elapsed, allocated / payments);
    }

    /// <summary>Bytes that an account with one balance costs, state tree included: the difference that more accounts make.</summary>
    public static double BytesPerAccount(int fewer, int more)
    {
        var small = BytesOf(fewer);
        return (double)(BytesOf(more) - small) / (more - fewer);
    }

    /// <summary>A ledger with funded accounts, its root worked out.</summary>
    public static (Comity.Ledger.Ledger Ledger, BenchWorld World) Founded(
        int accounts,
        NetworkParameters? parameters = null,
        ulong validFor = BenchWorld.HalfADay
    )
    {
        var world = new BenchWorld(accounts, new Timestamp(1_800_000_000_000), parameters, validFor);
        var ledger = Comity.Ledger.Ledger.Found(world.Genesis);
        foreach (var transaction in world.Founding())
        {
            Require(ledger.Apply(new Block(ledger.Height + 1, ledger.Time, [world.Trusted(transaction)])));
            ledger.Commit();
        }

        return (ledger, world);
    }

    private static long BytesOf(int accounts)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (ledger, world) = Founded(accounts);
        var addresses =
            world.Accounts.LongLength
            * System.Runtime.CompilerServices.Unsafe.SizeOf<Protocol.Identifiers.AccountAddress>();

        // The founding transactions' ids are kept until they can no longer be replayed: go past that.
        ledger.Apply(new Block(ledger.Height + 1, world.ValidUntil.Plus(120_000), []));
        ledger.Commit();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(ledger);
        GC.KeepAlive(world);
        return after - before - addresses;
    }

    /// <summary>Throws where a payment was refused.</summary>
    public static void Require(BlockResult result)
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
