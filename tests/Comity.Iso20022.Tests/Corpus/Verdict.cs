using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests.Corpus;

/// <summary>
/// What becomes of an input, from every side: the careful reader, the plain one, the framework's validator, and what is written of
/// the message.
/// </summary>
/// <param name="Outcome">
/// What it shows of the reader: which of the two took it, and of which message; or the kind of the failure, and where it stands.
/// </param>
/// <param name="Disagreement">What one side says and another denies; nothing where all agree.</param>
internal sealed record Verdict(string Outcome, string? Disagreement)
{
    /// <summary>Asks all of them. Whatever the input, none may throw.</summary>
    public static Verdict Of(byte[] text)
    {
        var careful = Careful(text);
        var plain = PlainReader.Read(text, ReadLimits.Default);
        return careful.TryGet(out var message, out var failure)
            ? new Verdict(
                plain is null
                    ? $"accepted with care {message.Document.Type}"
                    : $"accepted plainly {message.Document.Type}",
                OfAccepted(text, message, plain)
            )
            : new Verdict(Place(failure), OfRefused(text, failure, plain));
    }

    private static string? OfAccepted(byte[] text, BusinessMessage message, BusinessMessage? plain)
    {
        if (plain is not null && plain != message)
        {
            return "The plain reader reads another message than the careful one.";
        }

        if (MessageReader.Read(text) is not ReadResult.Accepted { Message: var read } || read != message)
        {
            return "From memory it is another message than from a stream.";
        }

        if (FrameworkFault(text) is { } fault)
        {
            return "Accepted; the framework says: " + fault;
        }

        var written = MessageWriter.ToBytes(message.Document, message.Header);
        return !Careful(written).TryGet(out var again, out var failure) ? "What is written is refused: " + failure
            : again.Document != message.Document || again.Header != message.Header
                ? "What is written is another message."
            : Difference(Leaves(text), Leaves(written));
    }

    private static string? OfRefused(byte[] text, ReadFailure failure, BusinessMessage? plain)
    {
        if (plain is not null)
        {
            return "The plain reader takes what the careful one refuses: " + failure;
        }

        using var stream = new MemoryStream(text);
        if (MessageReader.FindFailures(stream) is not [var first, ..] || first != failure)
        {
            return "The first of all failures is not the failure.";
        }

        var fault = FrameworkFault(text);
        return failure.Kind switch
        {
            // These the schemas say nothing about.
            <= ReadFailureKind.DocumentTypeForbidden
            or (>= ReadFailureKind.TooDeep and <= ReadFailureKind.HeaderContradictsDocument) => null,
            // Stricter on purpose: the framework takes version="1.0 and whatever comes behind", and a number that a decimal does not hold.
            ReadFailureKind.NotWellFormed when failure.Allowed == "version 1.0" => null,
            ReadFailureKind.InvalidValue when failure.Allowed.Contains("at most 30 digits", StringComparison.Ordinal) =>
                null,
            _ => fault is null ? "The framework accepts it; refused: " + failure : null,
        };
    }

    private static ReadResult Careful(byte[] text)
    {
        using var stream = new MemoryStream(text, writable: false);
        return MessageReader.ReadCarefully(stream, ReadLimits.Default);
    }

    private static string? FrameworkFault(byte[] text)
    {
        try
        {
            return FrameworkJudge.Fault(text);
        }
        // It throws the second for a byte that is not UTF-8 inside an XML declaration.
        catch (Exception fault) when (fault is XmlException or ArgumentOutOfRangeException)
        {
            return fault.Message;
        }
    }

    // How deep in which part, and what family of values: one way through the reader, whichever the message and the element.
    private static string Place(ReadFailure failure)
    {
        var steps = failure.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var part = Array.FindLastIndex(steps, static step => step is "AppHdr" or "Document");
        var place =
            part >= 0 ? $"{steps[part]} at level {steps.Length - part}"
            : steps.Length > 0 ? "the envelope"
            : "the text";
        return failure.Kind is ReadFailureKind.InvalidValue or ReadFailureKind.NotWellFormed
            ? $"{failure.Kind} in {place}: {string.Join(' ', failure.Allowed.Split(' ').Take(2))}"
            : $"{failure.Kind} in {place}";
    }

    private static List<(string Tag, string Text)> Leaves(byte[] text)
    {
        using var stream = new MemoryStream(text);
        return
        [
            .. XDocument
                .Load(stream)
                .Root!.DescendantsAndSelf()
                .Where(Canonical.IsPart)
                .OrderBy(static part => part.Name.LocalName, StringComparer.Ordinal)
                .SelectMany(static part => part.Descendants().Where(static e => !e.HasElements))
                .Select(static leaf => (leaf.Name.LocalName + leaf.Attribute("Ccy")?.Value, leaf.Value)),
        ];
    }

    private static string? Difference(List<(string Tag, string Text)> given, List<(string Tag, string Text)> written) =>
        given.Count != written.Count
            ? $"{given.Count} elements with text were read, {written.Count} written."
            : given
                .Zip(written)
                .Where(static pair => pair.First.Tag != pair.Second.Tag || !IsSame(pair.First.Text, pair.Second.Text))
                .Select(static pair => $"{pair.First} was written as {pair.Second}.")
                .FirstOrDefault();

    // Two spellings of one value: see "What is kept and what is not" in docs/iso20022.md.
    private static bool IsSame(string given, string written) =>
        given == written
        || given.Trim(' ', '\t', '\r', '\n') == written
        || (given.Trim(), written) is ("1", "true") or ("0", "false")
        || (
            decimal.TryParse(given, NumberStyles.Number, CultureInfo.InvariantCulture, out var one)
            && decimal.TryParse(written, NumberStyles.Number, CultureInfo.InvariantCulture, out var other)
            && one == other
        )
        || (string.Concat(given.Split(' ', '\t', '\r', '\n')) == written);
}
