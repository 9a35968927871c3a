namespace Comity.Iso20022.Reading;

/// <summary>
/// Reads one message of any size part by part: the parts are the elements inside its body, as a pacs.008's <c>GrpHdr</c> and
/// each <c>CdtTrfTxInf</c>. One part is in memory at a time.
/// </summary>
public static class PartReader
{
    /// <summary>
    /// The parts of the message in <paramref name="stream"/>, bare or in an envelope, one after another, as they are asked for.
    /// The first fault ends it, as <see cref="PartResult.Refused"/>; what came before the fault was given out already, so
    /// nothing should be made final before the end is reached.
    /// </summary>
    /// <param name="stream">The message's text in UTF-8. It stays open.</param>
    /// <param name="levels">
    /// How many levels of elements to open: 1 for the body alone. With 2, a pain.001 gives the elements of each <c>PmtInf</c>,
    /// its transactions one by one.
    /// </param>
    /// <param name="limits">
    /// How much to read at most; <see cref="ReadLimits.MaxBytes"/> bounds one part here.
    /// <see cref="ReadLimits.Default"/> if absent.
    /// </param>
    public static IEnumerable<PartResult> Read(Stream stream, int levels = 1, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(levels);
        return Walk(stream, levels, limits ?? ReadLimits.Default);
    }

    private static IEnumerable<PartResult> Walk(Stream stream, int levels, ReadLimits limits)
    {
        using var source = Utf8Source.Open(stream, limits.MaxBytes, out var refusal);
        if (source is null)
        {
            yield return new PartResult.Refused(refusal!);
            yield break;
        }

        var parts = new PartWalk(source, new XmlNodes(source.Xml, limits, new FailureList(1)), levels, limits);
        while (parts.Next() is { } result)
        {
            yield return result;
        }
    }
}
