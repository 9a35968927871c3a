using System.Xml;

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
        var paths = new FindingPaths(xml);
        while (xml.Read())
        {
            var path = xml.NodeType == XmlNodeType.Element ? paths.Enter() : null;
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
}
