namespace Comity.Ledger.LiquiditySaving;

/// <summary>Counts elementary steps against a limit. The same input spends the same steps on every machine.</summary>
internal sealed class WorkBudget
{
    private long _limit;

    /// <summary>Steps spent so far.</summary>
    public long Used { get; private set; }

    /// <summary>Steps left.</summary>
    public long Left => _limit - Used;

    /// <summary>Whether a step was refused.</summary>
    public bool Ended { get; private set; }

    public void Reset(long limit)
    {
        _limit = limit;
        Used = 0;
        Ended = false;
    }

    /// <summary>Spends the steps if they are left; refuses, and remembers it, if they are not.</summary>
    public bool TrySpend(long steps)
    {
        if (steps > _limit - Used)
        {
            Ended = true;
            return false;
        }

        Used += steps;
        return true;
    }

    /// <summary>Records that there was more to try than steps to try it with.</summary>
    public void MarkEnded() => Ended = true;
}
