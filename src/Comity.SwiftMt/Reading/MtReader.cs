using System.Text;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Reading;

/// <summary>
/// Reads SWIFT MT messages: blocks, headers, fields and network validated rules. What does not fit is refused with its place; bad
/// input is never an exception.
/// </summary>
public static class MtReader
{
    /// <summary>Reads one message.</summary>
    /// <param name="text">The message, from <c>{1:</c> to the last block's brace.</param>
    /// <param name="options">How much, and how strictly; <see cref="MtReadOptions.Default"/> if absent.</param>
    public static MtReadResult Read(string text, MtReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return new MtReadResult.Accepted(ReadMessage(text, options ?? MtReadOptions.Default));
        }
        catch (MtRefusalException fault)
        {
            return new MtReadResult.Refused(fault.Refusal);
        }
    }

    /// <summary>Reads one message from <paramref name="stream"/> to its end; the stream's own exceptions pass through. It stays open.</summary>
    /// <param name="stream">The message in ASCII; other bytes are refused as characters that no field allows.</param>
    /// <param name="options">How much, and how strictly; <see cref="MtReadOptions.Default"/> if absent.</param>
    public static MtReadResult Read(Stream stream, MtReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = new byte[(options ?? MtReadOptions.Default).MaxLength + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Read(Encoding.Latin1.GetString(bytes, 0, length), options);
    }

    private static MtMessage ReadMessage(string text, MtReadOptions options)
    {
        RequireLength(text, options);
        var blocks = new BlockSplitter(text, options);
        var parts = new ReadBlocks();
        var last = '0';
        while (blocks.TryStart(out var block))
        {
            if (block <= last)
            {
                throw blocks.After(block, $"blocks in order, each once; block {last} was the last");
            }

            last = block;
            ReadBlock(blocks, block, parts);
        }

        var headers = parts.Headers(blocks);
        var fields = new FieldSource(parts.Fields ?? throw blocks.After('4', "block 4"));
        var message = MessageTypes.Read(headers, fields);
        fields.End();
        RequireRules(message, fields);
        return message;
    }

    private static void RequireLength(string text, MtReadOptions options)
    {
        if (text.Length == 0)
        {
            throw MtRefusalException.Of(MtRefusalKind.Empty, '-', null, (0, 0), "no text", "a message");
        }

        if (text.Length > options.MaxLength)
        {
            var allowed = $"at most {options.MaxLength} characters";
            throw MtRefusalException.Of(MtRefusalKind.TooLong, '-', null, (0, 0), "more characters", allowed);
        }
    }

    private static void ReadBlock(BlockSplitter blocks, char block, ReadBlocks parts)
    {
        var (line, column) = blocks.Place;
        try
        {
            switch (block)
            {
                case '1':
                    parts.Basic = BasicHeader.Read(blocks.Simple(block));
                    break;
                case '2':
                    parts.Application = ApplicationHeader.Read(blocks.Simple(block));
                    break;
                case '3':
                    parts.User = ReadUserHeader(blocks);
                    break;
                case '4':
                    parts.Fields = blocks.Fields();
                    break;
                case '5':
                    parts.Trailer = blocks.Trailer(block, blocks.Parts(block));
                    break;
                default:
                    parts.System = blocks.Trailer(block, blocks.Parts(block));
                    break;
            }
        }
        catch (FieldException fault)
        {
            var part = fault.Refusal.Part;
            throw MtRefusalException.Of(MtRefusalKind.BadHeader, block, part, line, column, fault.Refusal);
        }
    }

    private static UserHeader ReadUserHeader(BlockSplitter blocks)
    {
        var parts = blocks.Parts('3');
        foreach (var (tag, _, position) in parts)
        {
            if (!UserHeader.Knows(tag))
            {
                var place = blocks.At(position - 4);
                throw MtRefusalException.Of(
                    MtRefusalKind.BadHeader,
                    '3',
                    tag,
                    place,
                    tag,
                    "103, 106, 108, 111, 113, 115, 119, 121, 165, 423, 424, 433 or 434"
                );
            }
        }

        return UserHeader.Read(parts.ToDictionary(static p => p.Tag, static p => p.Value, StringComparer.Ordinal));
    }

    private static void RequireRules(MtMessage message, FieldSource fields)
    {
        var broken = message.BrokenRules();
        if (broken.Count > 0)
        {
            var first = broken[0];
            throw new MtRefusalException(
                new MtRefusal(
                    MtRefusalKind.BrokenRule,
                    '4',
                    first.Field,
                    fields.LineOf(first.Field),
                    1,
                    "otherwise",
                    first.Sentence,
                    first.ErrorCode,
                    first.Rule
                )
            );
        }
    }

    private sealed class ReadBlocks
    {
        public BasicHeader? Basic { get; set; }

        public ApplicationHeader? Application { get; set; }

        public UserHeader? User { get; set; }

        public List<BlockField>? Fields { get; set; }

        public Trailer? Trailer { get; set; }

        public Trailer? System { get; set; }

        public MtHeaders Headers(BlockSplitter blocks) =>
            new(Basic ?? throw blocks.After('1', "block 1"), Application ?? throw blocks.After('2', "block 2"))
            {
                User = User,
                Trailer = Trailer,
                System = System,
            };
    }
}
