using System.Xml;
using Comity.Iso20022.Drafts;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>Finds where in a message's text its elements begin.</summary>
internal static class TextPositions
{
    /// <summary>The findings with their lines and columns.</summary>
    public static IReadOnlyList<Finding> Add(IReadOnlyList<Finding> findings, ReadOnlyMemory<byte> text)
    {
        var wanted = findings.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, (int Line, int Column)>(StringComparer.Ordinal);
        using var stream = new MemoryStream(text.ToArray(), writable: false);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var place = (IXmlLineInfo)xml;
        var open = new List<OpenTag>();
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            open.RemoveRange(Math.Min(xml.Depth, open.Count), open.Count - Math.Min(xml.Depth, open.Count));
            var path = PathOf(open, xml.LocalName, xml.NamespaceURI);
            open.Add(new OpenTag(path));
            if (path is not null && wanted.Contains(path))
            {
                found.TryAdd(path, (place.LineNumber, place.LinePosition));
            }
        }

        return
        [
            .. findings.Select(f =>
                found.TryGetValue(f.Path, out var at) ? f with { Line = at.Line, Column = at.Column } : f
            ),
        ];
    }

    // Paths of findings begin at the header or at the document; what is around them has none.
    private static string? PathOf(List<OpenTag> open, string tag, string space)
    {
        if (open.Count > 0 && open[^1] is { Path: { } above } parent)
        {
            return Draft.Step(above, tag, parent.Count(tag));
        }

        return tag is "Document" or "AppHdr" && space.StartsWith(MessageType.NamespacePrefix, StringComparison.Ordinal)
            ? "/" + tag
            : null;
    }

    private sealed record OpenTag(string? Path)
    {
        private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

        public int Count(string tag)
        {
            var before = counts.GetValueOrDefault(tag);
            counts[tag] = before + 1;
            return before;
        }
    }
}
