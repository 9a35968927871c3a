using System.Text;
using Comity.Iso20022;
using Comity.Iso20022.Bridging;
using Comity.Iso20022.Json;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.Cli.Commands.Iso;

/// <summary>What became of converting a message.</summary>
internal abstract record Conversion
{
    private Conversion() { }

    /// <summary>It is there, in its other form.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="Remarks">What was lost or made up.</param>
    public sealed record Done(byte[] Text, IReadOnlyList<ConversionRemark> Remarks) : Conversion;

    /// <summary>The other form asks for what the message does not have.</summary>
    /// <param name="Remarks">What was met.</param>
    public sealed record Impossible(IReadOnlyList<ConversionRemark> Remarks) : Conversion;

    /// <summary>The text is no message, or cannot become what is wanted.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Refused(string Failure) : Conversion;

    /// <summary>Converts a message.</summary>
    /// <param name="text">An ISO 20022 message in XML or JSON, or a SWIFT MT.</param>
    /// <param name="given">The message's version, where JSON does not say it.</param>
    /// <param name="target">A message with its version, <c>xml</c>, <c>json</c> or <c>mt</c>.</param>
    public static Conversion Of(byte[] text, MessageType? given, string target)
    {
        var begin = text.AsSpan().TrimStart("\uFEFF \r\n\t"u8);
        return begin.StartsWith("{1:"u8) ? OfMt(text, target)
            : begin.StartsWith("{"u8) ? OfJson(text, given, target)
            : OfXml(text, target);
    }

    private static Conversion OfMt(byte[] text, string target)
    {
        using var stream = new MemoryStream(text, writable: false);
        // A file that went through an editor has bare line feeds.
        if (!MtReader.Read(stream, new MtReadOptions { AllowBareLineFeeds = true }).TryGet(out var mt, out var refusal))
        {
            return new Refused(refusal.ToString());
        }

        if (target == "mt")
        {
            return new Refused("the message is an MT already.");
        }

        var translation = MtTranslator.ToIso20022(mt);
        var remarks = translation.Remarks.Select(ConversionRemark.Of).ToList();
        return translation.TryGet(out var message) ? To(target, message, remarks) : new Impossible(remarks);
    }

    private static Conversion OfJson(byte[] text, MessageType? given, string target) =>
        JsonMessageReader.Read(text, given).TryGet(out var message, out var failure)
            ? To(target, message, [])
            : new Refused(
                failure.Kind == JsonReadFailureKind.UnknownVersion
                    ? $"{failure.Finding}. State it with --from MESSAGE."
                    : failure.ToString()
            );

    private static Conversion OfXml(byte[] text, string target) =>
        MessageReader.Read(text).TryGet(out var message, out var failure)
            ? To(target, message, [])
            : new Refused(failure.ToString());

    private static Conversion To(string target, BusinessMessage message, List<ConversionRemark> remarks) =>
        target switch
        {
            "mt" => ToMt(message),
            "json" => new Done(JsonMessageWriter.ToBytes(message.Document, message.Header), remarks),
            "xml" => ToXml(message, remarks),
            _ when target == message.Document.Type.Identifier => ToXml(message, remarks),
            _ => ToVersion(target, message, remarks),
        };

    private static Done ToXml(BusinessMessage message, List<ConversionRemark> remarks) =>
        new(MessageWriter.ToBytes(message.Document, message.Header), remarks);

    private static Conversion ToMt(BusinessMessage message)
    {
        var translation = MtTranslator.ToMt(message);
        var remarks = translation.Remarks.Select(ConversionRemark.Of).ToList();
        return translation.TryGet(out var mt)
            ? new Done(Encoding.ASCII.GetBytes(MtWriter.ToText(mt)), remarks)
            : new Impossible(remarks);
    }

    private static Conversion ToVersion(string target, BusinessMessage message, List<ConversionRemark> remarks)
    {
        if (!SupportedMessages.TryGet(target, out var version))
        {
            return new Refused(NoSuchMessage.Named(target, "neither mt, xml, json nor a message"));
        }

        if (!VersionBridge.Pairs.Contains((message.Document.Type, version)))
        {
            return new Refused($"{version} is not another version of {message.Document.Type}.");
        }

        var result = VersionBridge.Convert(message.Document, version);
        remarks.AddRange(result.Unheld.Select(ConversionRemark.Of));
        return result is BridgeResult.Converted converted
            ? ToXml(
                message with
                {
                    Document = converted.Message,
                    Header = message.Header is { } header ? header with { MsgDefIdr = version.Identifier } : null,
                },
                remarks
            )
            : new Impossible(remarks);
    }
}
