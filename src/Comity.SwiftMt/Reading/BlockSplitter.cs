using System.Text.RegularExpressions;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Reading;

/// <summary>Takes a text apart into its blocks, and block 4 into fields. Linear in the text's length.</summary>
internal sealed partial class BlockSplitter(string text, MtReadOptions options)
{
    private readonly TextPlaces places = new(text);
    private int position;

    /// <summary>Where the text of a block begins, for faults in it.</summary>
    public (int Line, int Column) Place => places.At(position);

    /// <summary>Whether another block follows; fails on anything else but the end.</summary>
    public bool TryStart(out char block)
    {
        if (position == text.Length)
        {
            block = '-';
            return false;
        }

        if (!text.AsSpan(position).StartsWith("{") || position + 2 >= text.Length || text[position + 2] != ':')
        {
            throw Broken('-', "a block: {1: and so on");
        }

        block = text[position + 1];
        if (block is not ((>= '1' and <= '5') or 'S'))
        {
            throw Broken('-', "one of the blocks 1 to 5 and S");
        }

        position += 3;
        return true;
    }

    /// <summary>The content of block 1 or 2, up to its brace.</summary>
    public string Simple(char block)
    {
        var end = text.AsSpan(position).IndexOfAny('{', '}');
        if (end < 0 || text[position + end] != '}')
        {
            throw Broken(block, "the content and a closing brace");
        }

        var content = text.Substring(position, end);
        position += end + 1;
        return content;
    }

    /// <summary>The parts of block 3, 5 or S: each in braces, a tag before its colon.</summary>
    public ValueList<(string Tag, string Value, int Position)> Parts(char block)
    {
        var parts = new List<(string Tag, string Value, int Position)>();
        while (!Skip('}'))
        {
            if (!Skip('{'))
            {
                throw Broken(block, "parts, each in braces, and a closing brace");
            }

            var start = position;
            var content = Simple(block);
            var colon = content.IndexOf(':', StringComparison.Ordinal);
            if (colon != 3)
            {
                position = start;
                throw Broken(block, "a tag of three characters and a colon");
            }

            if (parts.Exists(part => string.Equals(part.Tag, content[..3], StringComparison.Ordinal)))
            {
                position = start;
                throw Broken(block, "each part once");
            }

            parts.Add((content[..3], content[4..], start + 4));
        }

        return parts.ToValueList();
    }

    /// <summary>The fields of block 4.</summary>
    public List<BlockField> Fields()
    {
        var (line, _) = Place;
        if (ReadLine(line).Length > 0)
        {
            throw Refuse(line, "text", "the end of the line after {4:");
        }

        var fields = new List<BlockField>();
        var lines = new List<string>();
        var (tag, start) = (default(Match), 0);
        while (true)
        {
            line++;
            if (text.AsSpan(position).StartsWith("-}"))
            {
                position += 2;
                Add(fields, tag, lines, start);
                return fields.Count > 0 ? fields : throw Refuse(line, "nothing", "at least one field");
            }

            var content = ReadLine(line);
            if (content is [':' or '-', ..])
            {
                Add(fields, tag, lines, start);
                tag = Tag().Match(content);
                if (!tag.Success)
                {
                    throw Refuse(line, content, "a tag between colons, more text of the field, or -} at the end");
                }

                (lines, start) = ([content[tag.Length..]], line);
            }
            else if (tag is null)
            {
                throw Refuse(line, content, "a field, which begins with its tag between colons");
            }
            else
            {
                lines.Add(content);
            }
        }
    }

    private static void Add(List<BlockField> fields, Match? tag, List<string> lines, int line)
    {
        if (tag is not null)
        {
            var letter = tag.Groups["letter"].ValueSpan;
            char? option = letter.IsEmpty ? null : letter[0];
            fields.Add(new BlockField(tag.Groups["number"].Value, option, new FieldText(lines.ToValueList()), line));
        }
    }

    private string ReadLine(int line)
    {
        var end = text.IndexOf('\n', position);
        if (end < 0)
        {
            throw Refuse(line, text[position..], "the end of the line, and -} at the end of the block");
        }

        var content = text[position..end];
        position = end + 1;
        if (content.EndsWith('\r'))
        {
            return content[..^1];
        }

        return options.AllowBareLineFeeds
            ? content
            : throw MtRefusalException.Of(
                MtRefusalKind.BadLineEnd,
                '4',
                null,
                (line, content.Length + 1),
                "LF",
                "CR LF at the end of a line"
            );
    }

    private bool Skip(char brace)
    {
        if (position < text.Length && text[position] == brace)
        {
            position++;
            return true;
        }

        return false;
    }

    private MtRefusalException Broken(char block, string allowed) =>
        MtRefusalException.Of(
            MtRefusalKind.BrokenBlocks,
            block,
            null,
            Place,
            position == text.Length
                ? "the end of the text"
                : text.Substring(position, Math.Min(20, text.Length - position)),
            allowed
        );

    private static MtRefusalException Refuse(int line, string found, string allowed) =>
        MtRefusalException.Of(
            MtRefusalKind.BrokenBlocks,
            '4',
            null,
            (line, 1),
            found.Length == 0 ? "nothing" : found,
            allowed,
            ErrorCodes.UnexpectedTag
        );

    [GeneratedRegex(
        "^:(?<number>[0-9]{2})(?<letter>[A-Z]?):",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Tag();

    /// <summary>The place of a position in the text.</summary>
    public (int Line, int Column) At(int index) => places.At(index);

    /// <summary>Refuses what stands behind the last block.</summary>
    public MtRefusalException After(char block, string allowed) => Broken(block, allowed);

    /// <summary>Checks the tags of block 5; those of block S are the interface's own.</summary>
    public Trailer Trailer(char block, ValueList<(string Tag, string Value, int Position)> parts)
    {
        foreach (var (tag, value, at) in parts)
        {
            if (block == '5' && !Headers.Trailer.Knows(tag))
            {
                throw MtRefusalException.Of(
                    MtRefusalKind.BadHeader,
                    block,
                    tag,
                    At(at - 4),
                    tag,
                    "MAC, PAC, CHK, SYS, TNG, PDE, DLM, PDM or MRF"
                );
            }
        }

        return new Trailer(parts.Select(static part => new TrailerPart(part.Tag, part.Value)).ToValueList());
    }
}
