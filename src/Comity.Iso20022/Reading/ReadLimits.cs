namespace Comity.Iso20022.Reading;

/// <summary>How much of a message is read before it is refused. All must be positive.</summary>
public sealed record ReadLimits
{
    /// <summary>The usual limits.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Most bytes in all; 32 MiB unless set.</summary>
    public long MaxBytes
    {
        get;
        init => field = Positive(value);
    } = 32 << 20;

    /// <summary>Most levels of elements, the envelope's included; 64 unless set. No official message needs 30.</summary>
    public int MaxDepth
    {
        get;
        init => field = (int)Positive(value);
    } = 64;

    /// <summary>Most UTF-16 units in one text or attribute; 1 Mi unless set.</summary>
    public int MaxTextLength
    {
        get;
        init => field = (int)Positive(value);
    } = 1 << 20;

    private static long Positive(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }
}
