using Comity.Iso20022.Reading;

namespace Comity.Iso20022.Json;

/// <summary>
/// Reads an ISO 20022 message in JSON, in the form of the Registration Authority's JSON Schema generation rules (2025), and checks
/// it as <see cref="MessageReader"/> checks XML. The text is <c>{ "Document": ... }</c>, or <c>{ "AppHdr": ..., "Document": ... }</c>.
/// <para>
/// JSON has no namespaces, so a document alone does not say its version. It is, in this order: what the caller says; what
/// <c>MsgDefIdr</c> in the header says; the only version that is supported, where there is one.
/// </para>
/// </summary>
public static class JsonMessageReader
{
    /// <summary>
    /// Reads <paramref name="stream"/> to its end, as UTF-8, into memory. Bad input is a failure, not an exception; the stream's
    /// own exceptions pass through. The stream stays open. The first fault is reported: of a text that is not JSON, that; then of
    /// the header; then of the document.
    /// </summary>
    /// <param name="stream">The message's text.</param>
    /// <param name="type">Which message it is, where the caller knows.</param>
    /// <param name="limits">How much to read at most; <see cref="ReadLimits.Default"/> if absent. A level is an object or an array.</param>
    public static JsonReadResult Read(Stream stream, MessageType? type = null, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(JsonSource.Take(stream, limits ?? ReadLimits.Default), type, limits);
    }

    /// <summary>As <see cref="Read(Stream, MessageType?, ReadLimits?)"/>, from bytes in memory.</summary>
    public static JsonReadResult Read(ReadOnlyMemory<byte> text, MessageType? type = null, ReadLimits? limits = null)
    {
        var message = Read(text.Span, type, limits ?? ReadLimits.Default, 1, out var failures);
        return message is null ? new JsonReadResult.Refused(failures[0]) : new JsonReadResult.Accepted(message);
    }

    /// <summary>
    /// All failures of the message in <paramref name="stream"/>, in the order of the text, at most <paramref name="most"/>; none
    /// where <see cref="Read(Stream, MessageType?, ReadLimits?)"/> accepts it.
    /// </summary>
    /// <param name="stream">The message's text.</param>
    /// <param name="type">Which message it is, where the caller knows.</param>
    /// <param name="most">How many failures to look for, at least one.</param>
    /// <param name="limits">How much to read at most; <see cref="ReadLimits.Default"/> if absent.</param>
    public static IReadOnlyList<JsonReadFailure> FindFailures(
        Stream stream,
        MessageType? type = null,
        int most = 100,
        ReadLimits? limits = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        var used = limits ?? ReadLimits.Default;
        Read(JsonSource.Take(stream, used).Span, type, used, most, out var failures);
        return failures;
    }

    private static BusinessMessage? Read(
        ReadOnlySpan<byte> given,
        MessageType? type,
        ReadLimits limits,
        int most,
        out IReadOnlyList<JsonReadFailure> failures
    )
    {
        var faults = new JsonFaults(most);
        // A byte order mark may be passed over (RFC 8259, section 8.1).
        var text = given.StartsWith("\uFEFF"u8) ? given[3..] : given;
        BusinessMessage? message = null;
        try
        {
            JsonSource.Check(text, limits, faults);
            message = new JsonDocumentReader(type, limits, faults).Read(text);
        }
        catch (JsonStopException)
        {
            // The faults say why.
        }

        failures = JsonPlaces.Of(text, faults.All, JsonSource.Options(limits));
        return faults.Count == 0 ? message : null;
    }
}
