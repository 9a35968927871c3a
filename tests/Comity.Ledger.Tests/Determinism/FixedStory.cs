using System.Collections.Immutable;
using Comity.Ledger.Blocks;
using Comity.Ledger.Tests.Model;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.Tests.Determinism;

/// <summary>A long story that is the same everywhere, and the roots along it.</summary>
internal static class FixedStory
{
    public const int Seed = 20_261_124;

    /// <summary>The root after every block, as one hash, and the last of them.</summary>
    /// <param name="operations">How long the story is.</param>
    /// <param name="reload">Whether the ledger is stopped and read back after a block of a height.</param>
    public static (Hash256 Chain, Hash256 Last) Tell(int operations, Func<ulong, bool> reload)
    {
        var teller = new StoryTeller(Seed);
        var story = new Story(teller.Genesis);
        var ledger = Ledger.Found(teller.Genesis);
        var (chain, last) = (Hash256.Zero, Hash256.Zero);
        foreach (var block in teller.Prologue)
        {
            Assert.Null(story.Tell(block.Time, [.. block.Transactions]));
            ledger.Apply(block);
        }

        while (teller.Operations < operations)
        {
            var (time, transactions) = teller.Next(story.Model.State);
            Assert.Null(story.Tell(time, transactions));
            ledger.Apply(new Block(ledger.Height + 1, time, transactions));
            last = ledger.Commit();
            chain = Sha256.Hash([.. chain.ToArray(), .. last.ToArray()]);
            if (reload(ledger.Height))
            {
                using var stream = new MemoryStream();
                ledger.Save(stream);
                ledger = Ledger.Load(teller.Genesis, stream.ToArray());
            }
        }

        return (chain, last);
    }
}
