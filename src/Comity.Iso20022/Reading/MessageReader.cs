using System.Buffers;
using System.Xml;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>
/// Reads an ISO 20022 message, bare or in an envelope of any name with or without a business application header, and checks
/// it against the official schema.
/// </summary>
public static class MessageReader
{
    /// <summary>How many elements, the envelope's own included, may stand around the header and the document.</summary>
    public const int MaxWrappers = 3;

    /// <summary>
    /// Reads <paramref name="stream"/> to its end, as UTF-8, forwards only. Bad input is a failure, not an exception; the
    /// stream's own exceptions pass through. The stream stays open.
    /// </summary>
    /// <param name="stream">The message's text.</param>
    /// <param name="limits">How much to read at most; <see cref="ReadLimits.Default"/> if absent.</param>
    public static ReadResult Read(Stream stream, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = ArrayPool<byte>.Shared.Rent(PlainReader.MostBytes + 1);
        try
        {
            var head = buffer.AsMemory(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            if (head.Length < buffer.Length)
            {
                return Read(head, limits);
            }

            using var whole = new LimitedStream(stream, head, long.MaxValue);
            return ReadCarefully(whole, limits ?? ReadLimits.Default);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>As <see cref="Read(Stream, ReadLimits?)"/>, from bytes in memory.</summary>
    public static ReadResult Read(ReadOnlyMemory<byte> text, ReadLimits? limits = null)
    {
        var bounds = limits ?? ReadLimits.Default;
        if (PlainReader.Read(text.Span, bounds) is { } message)
        {
            return new ReadResult.Accepted(message);
        }

        using var stream = new LimitedStream(Stream.Null, text, long.MaxValue);
        return ReadCarefully(stream, bounds);
    }

    // The way of texts that are not plain, long or not valid: as the framework reads XML, and with all that a refusal says.
    internal static ReadResult ReadCarefully(Stream stream, ReadLimits limits)
    {
        var failures = new FailureList(1);
        return Read(stream, limits, failures) is { } message
            ? new ReadResult.Accepted(message)
            : new ReadResult.Refused(failures.All[0]);
    }

    /// <summary>
    /// All failures of the message in <paramref name="stream"/>, in the order of the text, at most <paramref name="most"/>;
    /// none where <see cref="Read(Stream, ReadLimits?)"/> accepts it. After a fault the reading goes on behind it: with the
    /// next element that belongs there. A fault after which nothing certain can be said, as text that is not XML, is the last.
    /// </summary>
    /// <param name="stream">The message's text.</param>
    /// <param name="most">How many failures to look for, at least one.</param>
    /// <param name="limits">How much to read at most; <see cref="ReadLimits.Default"/> if absent.</param>
    public static IReadOnlyList<ReadFailure> FindFailures(Stream stream, int most = 100, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        var failures = new FailureList(most);
        Read(stream, limits ?? ReadLimits.Default, failures);
        return failures.All;
    }

    private static BusinessMessage? Read(Stream stream, ReadLimits limits, FailureList failures)
    {
        try
        {
            using var source = Utf8Source.Open(stream, limits.MaxBytes, out var refusal);
            if (source is not null)
            {
                return Read(source, limits, failures);
            }

            failures.Add(refusal!);
            return null;
        }
        catch (ReadStopException)
        {
            return null;
        }
    }

    private static BusinessMessage? Read(Utf8Source source, ReadLimits limits, FailureList failures)
    {
        var nodes = new XmlNodes(source.Xml, limits, failures);
        try
        {
            var message = new EnvelopeReader(nodes).Read();
            if (source.Exceeded)
            {
                failures.Add(TooLarge(nodes, limits));
            }

            return failures.Count == 0 ? message : null;
        }
        catch (XmlException fault)
        {
            failures.Add(Failure(source, nodes, limits, fault));
            return null;
        }
    }

    // What the framework's reader found wrong.
    internal static ReadFailure Failure(Utf8Source source, XmlNodes nodes, ReadLimits limits, XmlException fault) =>
        source.Exceeded ? TooLarge(nodes, limits) : Failure(nodes, fault);

    // The framework has no codes for these; its messages name the DTD and the character, in English only.
    private static ReadFailure Failure(XmlNodes nodes, XmlException fault)
    {
        var (kind, found, allowed) =
            Utf8Source.IsWrongEncoding(fault) ? (ReadFailureKind.WrongEncoding, "bytes that are not UTF-8", "UTF-8")
            : fault.Message.Contains("DTD", StringComparison.OrdinalIgnoreCase)
                ? (ReadFailureKind.DocumentTypeForbidden, "a document type declaration", "no document type declaration")
            : (ReadFailureKind.NotWellFormed, ValueRefusal.Cut(fault.Message), "well-formed XML");
        return new ReadFailure(kind, fault.LineNumber, fault.LinePosition, nodes.Path.ToString(), found, allowed);
    }

    private static ReadFailure TooLarge(XmlNodes nodes, ReadLimits limits) =>
        new(
            ReadFailureKind.TooLarge,
            0,
            0,
            nodes.Path.ToString(),
            "more bytes",
            FormattableString.Invariant($"at most {limits.MaxBytes} bytes")
        );
}
