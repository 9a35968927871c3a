using System.Xml;

namespace Comity.Iso20022.Values;

/// <summary>What XML 1.0 can hold at all (section 2.2): no control characters but tab and line ends, no half of a pair.</summary>
internal static class XmlCharacters
{
    /// <summary>White space in XML (section 2.3).</summary>
    public static readonly char[] Spaces = [' ', '\t', '\n', '\r'];

    public static bool IsWritable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    /// <summary>Removes the white space that XML Schema collapses (part 2, section 4.3.6) around numbers and dates.</summary>
    public static string Collapse(string text) => text.Trim(Spaces);
}
