using System.Text;
using System.Xml;
using System.Xml.Linq;
using Comity.Iso20022.Tests.Support;

namespace Comity.Iso20022.Tests.Corpus;

/// <summary>Random changes to an input: to its elements where it is XML, and to its bytes.</summary>
internal static class InputMutation
{
    private const int MostChanges = 4;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<!-- x -->",
            "<?x?>",
            "<?xml version=\"1.0\"?>",
            "<!DOCTYPE a>",
            "&amp;",
            "&lt;",
            "&#65;",
            "&#x10FFFF;",
            "&#0;",
            "&x;",
            " xmlns=\"\"",
            " xmlns:p=\"urn:p\"",
            " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"",
            " xsi:nil=\"true\"",
            " xsi:type=\"Max35Text\"",
            " xml:lang=\"en\"",
            " xml:space=\"preserve\"",
            " a=\"b\"",
            " Ccy=\"EUR\"",
            "/>",
            "</",
            "<",
            ">",
            "<p:",
            "\r\n",
            "\t",
            " ",
            "\u00a0",
            "\u2028",
            "\ud83d\ude00",
            "\ufffe",
            "\uffff",
            "\ufeff",
            "<Document>",
            "</Document>",
            "<AppHdr>",
            "+1",
            "-0",
            "1e3",
            "0000000000000000000",
            ".",
            "24:00:00",
            "+14:00",
            "-00:00",
            "2026-02-29",
            "true",
            "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.13",
        }.Select(Encoding.UTF8.GetBytes),
        [0x00],
        [0x80],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xEF, 0xBF],
        [0xFF, 0xFE],
        [0xF4, 0x90, 0x80, 0x80],
    ];

    /// <summary>A changed copy.</summary>
    /// <param name="text">The input.</param>
    /// <param name="other">Another, of which parts may be taken.</param>
    /// <param name="random">What chance is made of.</param>
    public static byte[] Apply(byte[] text, byte[] other, Random random)
    {
        var changes = random.Next(1, MostChanges + 1);
        if (random.Next(2) == 0 && Load(text) is { } document)
        {
            for (; changes > 0 && document.Descendants().Where(Canonical.IsPart).Any(CanChange); changes--)
            {
                if (random.Next(5) == 0 && Load(other) is { } donor)
                {
                    Graft(document, donor, random);
                }
                else
                {
                    Mutation.Apply(document, random);
                }
            }

            text = Bytes(document);
        }

        if (random.Next(2) != 0)
        {
            return text;
        }

        var bytes = text.ToList();
        for (; changes >= 0; changes--)
        {
            Damage(bytes, other, random);
        }

        return [.. bytes];
    }

    private static bool CanChange(XElement part) => part.Descendants().Any(static e => !e.HasElements);

    private static void Graft(XDocument document, XDocument donor, Random random)
    {
        var targets = document.Descendants().Where(Canonical.IsPart).SelectMany(static p => p.Descendants()).ToList();
        var target = targets[random.Next(targets.Count)];
        var same = donor.Descendants().Where(e => e.Name.LocalName == target.Name.LocalName).ToList();
        if (same.Count > 0)
        {
            target.ReplaceWith(new XElement(same[random.Next(same.Count)]));
        }
    }

    private static void Damage(List<byte> bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + length)]);
                break;
            case 4 when random.Next(10) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }

    private static XDocument? Load(byte[] text)
    {
        try
        {
            using var stream = new MemoryStream(text);
            return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
        }
        // The framework throws the second for a byte that is not UTF-8 inside an XML declaration.
        catch (Exception fault) when (fault is XmlException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static byte[] Bytes(XDocument document)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            NewLineHandling = NewLineHandling.Entitize,
            Encoding = new UTF8Encoding(false),
        };
        using (var writer = XmlWriter.Create(stream, settings))
        {
            document.Root!.Save(writer);
        }

        return stream.ToArray();
    }
}
