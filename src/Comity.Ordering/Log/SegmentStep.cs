namespace Comity.Ordering.Log;

/// <summary>What a <see cref="SegmentReader"/> found where a record could be.</summary>
internal enum SegmentStep
{
    /// <summary>A sound record that continues the chain.</summary>
    Record,

    /// <summary>A sound seal.</summary>
    Seal,

    /// <summary>The end of the file.</summary>
    End,

    /// <summary>Bytes that are no record's header: damage, a torn write, or zeros written ahead.</summary>
    NoHeader,

    /// <summary>A sound header whose payload is cut short or not what was written.</summary>
    DamagedPayload,

    /// <summary>A sound record that does not continue the chain.</summary>
    BrokenChain,
}
