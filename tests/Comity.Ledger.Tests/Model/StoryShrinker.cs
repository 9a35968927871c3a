using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.Tests.Model;

internal sealed record StoryBlock(Timestamp Time, ImmutableArray<AuthenticatedTransaction> Transactions);

/// <summary>Leaves out of a story whatever is not needed for it to fail, in ever smaller pieces.</summary>
internal static class StoryShrinker
{
    private const int MostTellings = 400;

    public static (ImmutableArray<StoryBlock> Story, string Fault) Shrink(
        NetworkGenesis genesis,
        ImmutableArray<StoryBlock> blocks,
        string fault
    )
    {
        // Each transaction in a block of its own, so that one measure of leaving out is enough; kept where it still fails.
        var tellings = 0;
        for (var size = Math.Max(1, blocks.Length / 2); size >= 1; size /= 2)
        {
            for (var start = 0; start < blocks.Length && tellings < MostTellings; tellings++)
            {
                var rest = blocks.RemoveRange(start, Math.Min(size, blocks.Length - start));
                if (FaultOf(genesis, rest) is { } still)
                {
                    (blocks, fault) = (rest, still);
                }
                else
                {
                    start += size;
                }
            }
        }

        for (var block = 0; block < blocks.Length; block++)
        {
            for (var index = 0; index < blocks[block].Transactions.Length && tellings < 2 * MostTellings; tellings++)
            {
                var fewer = blocks.SetItem(
                    block,
                    blocks[block] with
                    {
                        Transactions = blocks[block].Transactions.RemoveAt(index),
                    }
                );
                if (FaultOf(genesis, fewer) is { } still)
                {
                    (blocks, fault) = (fewer, still);
                }
                else
                {
                    index++;
                }
            }
        }

        return (blocks, fault);
    }

    public static string Describe(ImmutableArray<StoryBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"block at {block.Time}");
            foreach (var transaction in block.Transactions)
            {
                foreach (var operation in transaction.Transaction.Operations)
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"  {operation.ToWire()}");
                }
            }
        }

        return text.ToString();
    }

    private static string? FaultOf(NetworkGenesis genesis, ImmutableArray<StoryBlock> blocks)
    {
        var story = new Story(genesis);
        foreach (var block in blocks)
        {
            if (story.Tell(block.Time, block.Transactions) is { } fault)
            {
                return fault;
            }
        }

        return story.CompareEnd();
    }
}
