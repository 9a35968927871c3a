using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Ledger.Tests.Model;

namespace Comity.Node.Tests.ReadModel;

/// <summary>A random story told to a feed: every kind of operation, refusals, queues, exchanges, seizures.</summary>
internal sealed class RandomHistory
{
    private readonly StoryTeller _teller;
    private readonly ModelLedger _model;

    public RandomHistory(int seed)
    {
        _teller = new StoryTeller(seed);
        _model = new ModelLedger(_teller.Genesis);
        Feed = new BlockFeed(_teller.Genesis);
        foreach (var block in _teller.Prologue)
        {
            Apply(new Block(Feed.Ledger.Height + 1, block.Time, [.. block.Transactions]));
        }
    }

    public BlockFeed Feed { get; }

    /// <summary>Goes on for so many operations.</summary>
    public RandomHistory Tell(int operations)
    {
        var end = _teller.Operations + operations;
        while (_teller.Operations < end)
        {
            var (time, transactions) = _teller.Next(_model.State);
            Apply(new Block(Feed.Ledger.Height + 1, time, transactions));
        }

        return this;
    }

    private void Apply(Block block) => _model.Apply(block, Feed.Apply(block).Events.OfType<LiquiditySaved>());
}
