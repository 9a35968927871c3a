namespace Comity.Ledger.LiquiditySaving;

/// <summary>A choice within a group, with each position's balance, exact and in the common measure.</summary>
internal sealed class GroupState
{
    private bool[] _chosen = [];
    private Int128[] _balance = [];
    private long[] _measured = [];

    public Span<bool> Chosen => _chosen;
    public ReadOnlySpan<Int128> Balance => _balance;
    public Span<long> Measured => _measured;

    /// <summary>Starts with nothing chosen.</summary>
    public void Reset(NettingGroup group)
    {
        Buffers.Clear(ref _chosen, group.Items);
        Buffers.Grow(ref _balance, group.Positions);
        Buffers.Grow(ref _measured, group.Positions);
        group.Cover.CopyTo(_balance);
        group.CoverMeasure.CopyTo(_measured);
    }

    /// <summary>Puts a choice in place of the present one.</summary>
    public void Assume(NettingGroup group, ReadOnlySpan<bool> chosen)
    {
        Reset(group);
        for (var i = 0; i < group.Items; i++)
        {
            if (chosen[i])
            {
                Flip(group, i);
            }
        }
    }

    public void Flip(NettingGroup group, int item)
    {
        var sign = _chosen[item] ? -1 : 1;
        _chosen[item] = !_chosen[item];
        for (var m = group.Start[item]; m < group.Start[item + 1]; m++)
        {
            _balance[group.Position[m]] += sign * group.Delta[m];
            _measured[group.Position[m]] += sign * group.Measure[m];
        }
    }

    /// <summary>Whether flipping the item leaves every position it touches at zero or above.</summary>
    public bool Fits(NettingGroup group, int item)
    {
        var chosen = _chosen[item];
        for (var m = group.Start[item]; m < group.Start[item + 1]; m++)
        {
            var delta = chosen ? -group.Delta[m] : group.Delta[m];
            if (delta < 0 && _balance[group.Position[m]] + delta < 0)
            {
                return false;
            }
        }

        return true;
    }
}
