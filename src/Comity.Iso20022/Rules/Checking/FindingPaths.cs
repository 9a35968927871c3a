using System.Xml;
using Comity.Iso20022.Drafts;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>The paths, as findings have them, of the elements that a reader comes to one after another.</summary>
internal sealed class FindingPaths(XmlReader xml)
{
    private readonly List<OpenTag> open = [];

    /// <summary>The path of the element that the reader is at, whose start tag was just read; none outside of header and document.</summary>
    public string? Enter()
    {
        var outer = Math.Min(xml.Depth, open.Count);
        open.RemoveRange(outer, open.Count - outer);
        var path = PathOf(xml.LocalName, xml.NamespaceURI);
        open.Add(new OpenTag(path));
        return path;
    }

    // They begin at the header or at the document; what is around them has none.
    private string? PathOf(string tag, string space)
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
