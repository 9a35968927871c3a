namespace Comity.Iso20022.Reading;

/// <summary>
/// Reads a file of any size that holds many messages: an envelope with documents in it, each with a business application header
/// before it or without, directly or in elements of their own. One message is in memory at a time.
/// </summary>
public static class BatchReader
{
    /// <summary>
    /// The messages of <paramref name="stream"/> one after another, as they are asked for. One that is refused does not hold up
    /// those behind it, unless its fault leaves the place of the next unsure: text that is not XML, too deep, or over a limit.
    /// Then it is the last. Of a <c>Document</c> alone, the one message.
    /// </summary>
    /// <param name="stream">The file's text in UTF-8. It stays open.</param>
    /// <param name="limits">How much of one message to read at most; <see cref="ReadLimits.Default"/> if absent.</param>
    public static IEnumerable<ReadResult> Read(Stream stream, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Walk(stream, limits ?? ReadLimits.Default);
    }

    private static IEnumerable<ReadResult> Walk(Stream stream, ReadLimits limits)
    {
        using var source = Utf8Source.Open(stream, limits.MaxBytes, out var refusal);
        if (source is null)
        {
            yield return new ReadResult.Refused(refusal!);
            yield break;
        }

        var batch = new BatchWalk(source, new XmlNodes(source.Xml, limits, new FailureList(1)), limits);
        while (batch.Next() is { } result)
        {
            yield return result;
        }
    }
}
