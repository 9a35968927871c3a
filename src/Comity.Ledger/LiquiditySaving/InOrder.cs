namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// Execution in order, one by one, again from the top while anything executes: what a queue without a liquidity saver does, and
/// the least the saver may do.
/// </summary>
internal sealed class InOrder
{
    private bool[] _chosen = [];
    private Int128[] _balance = [];

    /// <summary>What executed, by settlement.</summary>
    public Span<bool> Chosen => _chosen;

    /// <summary>Runs over the whole queue. If the budget ends it, what has executed so far stands.</summary>
    public void Run(SettlementGraph graph, Screening screening, WorkBudget budget)
    {
        Buffers.Clear(ref _chosen, graph.Settlements);
        Buffers.Grow(ref _balance, graph.Positions);
        var limit = (UInt128)SettlementGraph.Limit;
        for (var p = 0; p < graph.Positions; p++)
        {
            _balance[p] = (Int128)(graph.Cover[p] < limit ? graph.Cover[p] : limit);
        }

        var executed = true;
        while (executed)
        {
            executed = false;
            for (var s = 0; s < graph.Settlements; s++)
            {
                if (!budget.TrySpend(1 + graph.Start[s + 1] - graph.Start[s]))
                {
                    return;
                }

                if (!_chosen[s] && !screening.Out[s] && Fits(graph, s))
                {
                    executed = true;
                    Execute(graph, s);
                }
            }
        }
    }

    private bool Fits(SettlementGraph graph, int settlement)
    {
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            if (graph.Delta[m] < 0 && _balance[graph.Position[m]] + graph.Delta[m] < 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Execute(SettlementGraph graph, int settlement)
    {
        _chosen[settlement] = true;
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            _balance[graph.Position[m]] += graph.Delta[m];
        }
    }
}
