using System.Text;
using Comity.Iso20022;
using Comity.Iso20022.Bridging;
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
    /// <param name="text">An ISO 20022 message in XML, or a SWIFT MT.</param>
    /// <param name="target">A message with its version, <c>xml</c> or <c>mt</c>.</param>
    public static Conversion Of(byte[] text, string target) =>
        text.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("{1:"u8) ? OfMt(text, target) : OfXml(text, target);

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
        return !translation.TryGet(out var message) ? new Impossible(remarks)
            : target == "xml" || target == message.Document.Type.Identifier
                ? new Done(MessageWriter.ToBytes(message.Document, message.Header), remarks)
            : Bridge(message, target, remarks);
    }

    private static Conversion OfXml(byte[] text, string target)
    {
        if (!MessageReader.Read(text).TryGet(out var message, out var failure))
        {
            return new Refused(failure.ToString());
        }

        return target == "mt" ? ToMt(message) : Bridge(message, target, []);
    }

    private static Conversion ToMt(BusinessMessage message)
    {
        var translation = MtTranslator.ToMt(message);
        var remarks = translation.Remarks.Select(ConversionRemark.Of).ToList();
        return translation.TryGet(out var mt)
            ? new Done(Encoding.ASCII.GetBytes(MtWriter.ToText(mt)), remarks)
            : new Impossible(remarks);
    }

    private static Conversion Bridge(BusinessMessage message, string target, List<ConversionRemark> remarks)
    {
        if (!SupportedMessages.TryGet(target, out var version))
        {
            return new Refused(
                $"'{target}' is neither mt nor xml nor a message that is supported here: {string.Join(", ", SupportedMessages.All)}."
            );
        }

        if (!VersionBridge.Pairs.Contains((message.Document.Type, version)))
        {
            return new Refused($"{version} is not another version of {message.Document.Type}.");
        }

        var result = VersionBridge.Convert(message.Document, version);
        remarks.AddRange(result.Unheld.Select(ConversionRemark.Of));
        return result is BridgeResult.Converted converted
            ? new Done(
                MessageWriter.ToBytes(
                    converted.Message,
                    message.Header is { } header ? header with { MsgDefIdr = version.Identifier } : null
                ),
                remarks
            )
            : new Impossible(remarks);
    }
}
