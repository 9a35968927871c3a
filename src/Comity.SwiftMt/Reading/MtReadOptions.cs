namespace Comity.SwiftMt.Reading;

/// <summary>How much to read, and how strictly.</summary>
public sealed record MtReadOptions
{
    /// <summary>As the network has it.</summary>
    public static MtReadOptions Default { get; } = new();

    /// <summary>
    /// Most characters in all; 20,000 unless set. The network takes 10,000 for the longest message here, and what may stand around it
    /// is short.
    /// </summary>
    public int MaxLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 20_000;

    /// <summary>
    /// Whether lines may end in LF alone, as they do where a message went through an editor or a mail. Unless set, CR LF is asked for.
    /// </summary>
    public bool AllowBareLineFeeds { get; init; }
}
