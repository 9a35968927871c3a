using System.Xml;
using System.Xml.Linq;
using Comity.Iso20022;
using Comity.Iso20022.Writing;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Which elements of an ISO 20022 message a translation has looked at. What it has not looked at is not in the MT, and is reported: so
/// nothing can be forgotten silently. Paths are tags from the message's own element, as <c>CdtTrfTxInf/Dbtr/Nm</c>; a repeated one
/// from its second occurrence on has its number, as <c>Ustrd[2]</c>.
/// </summary>
internal sealed class Coverage(Message document)
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>The element, and all that is in it, was looked at.</summary>
    public void Use(string path) => used.Add(path);

    /// <summary>The leaves that were not looked at, with their text. Dummies say nothing, and are not among them.</summary>
    public IEnumerable<(string Path, string Text)> Unused()
    {
        using var text = new MemoryStream(MessageWriter.ToBytes(document));
        using var xml = XmlReader.Create(text);
        var root = XDocument.Load(xml).Root!.Elements().Single();
        return Leaves(root, "").Where(leaf => !IsUsed(leaf.Path) && leaf.Text != CodedText.NotProvided);
    }

    private static IEnumerable<(string Path, string Text)> Leaves(XElement element, string path)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var child in element.Elements())
        {
            var tag = child.Name.LocalName;
            var count = counts[tag] = counts.GetValueOrDefault(tag) + 1;
            var childPath = path + (path.Length == 0 ? "" : "/") + tag + (count == 1 ? "" : $"[{count}]");
            if (!child.HasElements)
            {
                yield return (childPath, child.Value);
                continue;
            }

            foreach (var leaf in Leaves(child, childPath))
            {
                yield return leaf;
            }
        }
    }

    private bool IsUsed(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (used.Contains(path[..end]))
            {
                return true;
            }
        }

        return false;
    }
}
