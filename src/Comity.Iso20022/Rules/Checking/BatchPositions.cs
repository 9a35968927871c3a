using System.Xml;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>
/// Finds where in a batch file the elements of its messages begin: a second reader that follows the first, and only as far as there is
/// something to place. Of what it has passed, it keeps the last header.
/// </summary>
internal sealed class BatchPositions : IDisposable
{
    private readonly XmlReader xml;
    private readonly IXmlLineInfo place;
    private readonly FindingPaths paths;
    private readonly Dictionary<string, (int Line, int Column)> known = new(StringComparer.Ordinal);

    public BatchPositions(Stream stream)
    {
        xml = XmlReader.Create(
            stream,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                CloseInput = true,
            }
        );
        place = (IXmlLineInfo)xml;
        paths = new FindingPaths(xml);
    }

    /// <summary>The findings in a message with their lines and columns.</summary>
    /// <param name="findings">The findings, at least one.</param>
    /// <param name="line">The line where the message's document begins; not before that of an earlier call.</param>
    /// <param name="column">Its column.</param>
    public IReadOnlyList<Finding> Add(IReadOnlyList<Finding> findings, int line, int column)
    {
        while (xml.Read())
        {
            var path = xml.NodeType == XmlNodeType.Element ? paths.Enter() : null;
            if (path == "/AppHdr")
            {
                known.Clear();
            }

            if (path is not null && path.StartsWith("/AppHdr", StringComparison.Ordinal))
            {
                known.TryAdd(path, (place.LineNumber, place.LinePosition));
            }
            else if (path == "/Document" && (place.LineNumber, place.LinePosition) == (line, column))
            {
                TakeDocument();
                break;
            }
        }

        var placed = findings
            .Select(f => known.TryGetValue(f.Path, out var at) ? f with { Line = at.Line, Column = at.Column } : f)
            .ToList();
        known.Clear();
        return placed;
    }

    public void Dispose() => xml.Dispose();

    private void TakeDocument()
    {
        var depth = xml.Depth;
        known.TryAdd("/Document", (place.LineNumber, place.LinePosition));
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && paths.Enter() is { } path)
            {
                known.TryAdd(path, (place.LineNumber, place.LinePosition));
            }
        }
    }
}
