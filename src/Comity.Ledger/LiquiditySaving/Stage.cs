namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// One priority class's turn. Settlements of higher classes that were chosen stay chosen; those of lower classes may come
/// and go as support, and count only where the class itself is indifferent.
/// </summary>
internal sealed class Stage
{
    /// <summary>How much less a lower class's value weighs when moves are compared, as a shift.</summary>
    private const int SupportShift = 10;

    private bool[] _free = [];
    private long[] _weight = [];
    private int _class;

    /// <summary>Items that may be flipped.</summary>
    public ReadOnlySpan<bool> Free => _free;

    /// <summary>What an item weighs when moves are compared.</summary>
    public ReadOnlySpan<long> Weight => _weight;

    public void Begin(NettingGroup group, int rank)
    {
        _class = rank;
        Buffers.Grow(ref _free, group.Items);
        Buffers.Grow(ref _weight, group.Items);
        for (var i = 0; i < group.Items; i++)
        {
            _free[i] = group.Class[i] >= rank;
            _weight[i] = group.Class[i] == rank ? group.Value[i] : (group.Value[i] >> SupportShift) + 1;
        }
    }

    /// <summary>Whether the item is of the class whose turn it is.</summary>
    public bool IsOwn(NettingGroup group, int item) => group.Class[item] == _class;

    /// <summary>The worth of a choice: the class's own score, then that of the classes below.</summary>
    public StageScore ScoreOf(NettingGroup group, ReadOnlySpan<bool> chosen)
    {
        var score = default(StageScore);
        for (var i = 0; i < group.Items; i++)
        {
            score += chosen[i] ? ScoreOf(group, i) : default;
        }

        return score;
    }

    /// <summary>What one item adds.</summary>
    public StageScore ScoreOf(NettingGroup group, int item) =>
        group.Class[item] == _class ? new StageScore(group.Score[item], 0)
        : group.Class[item] > _class ? new StageScore(0, group.Score[item])
        : default;
}
