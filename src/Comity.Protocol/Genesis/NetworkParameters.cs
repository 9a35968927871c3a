namespace Comity.Protocol.Genesis;

/// <summary>Limits that all nodes of a network share.</summary>
public sealed record NetworkParameters
{
    /// <summary>How far ahead of the block time a transaction's valid_until may be, in milliseconds.</summary>
    public ulong LongestValidityMilliseconds { get; init; } = 86_400_000;

    /// <summary>How far ahead of the block time a settlement or an offer may expire, in milliseconds.</summary>
    public ulong LongestWaitMilliseconds { get; init; } = 2_592_000_000;

    /// <summary>How long a waiting settlement may be overtaken on its own debtors' positions, in milliseconds.</summary>
    public ulong QueuePatienceMilliseconds { get; init; } = 60_000;

    /// <summary>Least time between two runs of the liquidity saver, in milliseconds.</summary>
    public ulong SaverIntervalMilliseconds { get; init; } = 250;

    /// <summary>Elementary steps that one run of the liquidity saver may take.</summary>
    public long SaverWork { get; init; } = 2_000_000;

    /// <summary>Most settlements that wait at once.</summary>
    public int MostWaiting { get; init; } = 100_000;

    /// <summary>Most waiting settlements that are tried one by one after a block.</summary>
    public int MostTries { get; init; } = 2_000;

    /// <summary>
    /// How long what is over is remembered, in milliseconds: a finished settlement with its UETR, from when it finished; the id of
    /// an offer, from when it expires or would have. Not less than the longest wait, nor than twice the longest validity.
    /// </summary>
    public ulong RetentionMilliseconds { get; init; } = 7_776_000_000;

    /// <summary>Most finished settlements, and most offers' ids, that a block forgets beyond as many as it adds.</summary>
    public int MostForgotten { get; init; } = 200;

    /// <summary>
    /// Whether what must be remembered is: an offer's id for as long as anything that waits can name it, and a UETR for as long
    /// as transactions that carry it and were signed before it settled can come, with as long again to ask what became of it.
    /// </summary>
    internal bool RemembersLongEnough =>
        RetentionMilliseconds >= LongestWaitMilliseconds && RetentionMilliseconds / 2 >= LongestValidityMilliseconds;

    internal Wire.NetworkParameters ToWire() =>
        new()
        {
            LongestValidityMilliseconds = LongestValidityMilliseconds,
            LongestWaitMilliseconds = LongestWaitMilliseconds,
            QueuePatienceMilliseconds = QueuePatienceMilliseconds,
            SaverIntervalMilliseconds = SaverIntervalMilliseconds,
            SaverWork = (ulong)SaverWork,
            MostWaiting = (uint)MostWaiting,
            MostTries = (uint)MostTries,
            RetentionMilliseconds = RetentionMilliseconds,
            MostForgotten = (uint)MostForgotten,
        };

    internal static NetworkParameters Read(Wire.NetworkParameters? wire)
    {
        var standard = new NetworkParameters();
        wire ??= new Wire.NetworkParameters();
        return new NetworkParameters
        {
            LongestValidityMilliseconds = Or(wire.LongestValidityMilliseconds, standard.LongestValidityMilliseconds),
            LongestWaitMilliseconds = Or(wire.LongestWaitMilliseconds, standard.LongestWaitMilliseconds),
            QueuePatienceMilliseconds = Or(wire.QueuePatienceMilliseconds, standard.QueuePatienceMilliseconds),
            SaverIntervalMilliseconds = Or(wire.SaverIntervalMilliseconds, standard.SaverIntervalMilliseconds),
            SaverWork = (long)Math.Min(Or(wire.SaverWork, (ulong)standard.SaverWork), long.MaxValue),
            MostWaiting = (int)Math.Min(Or(wire.MostWaiting, (ulong)standard.MostWaiting), 1_000_000),
            MostTries = (int)Math.Min(Or(wire.MostTries, (ulong)standard.MostTries), 1_000_000),
            RetentionMilliseconds = Or(wire.RetentionMilliseconds, standard.RetentionMilliseconds),
            MostForgotten = (int)Math.Min(Or(wire.MostForgotten, (ulong)standard.MostForgotten), 1_000_000),
        };
    }

    private static ulong Or(ulong stated, ulong standard) => stated == 0 ? standard : stated;
}
