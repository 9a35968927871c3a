using System.Text;

namespace Comity.Iso20022.Schema;

/// <summary>An element inside a component.</summary>
public sealed class ElementDescription
{
    internal ElementDescription(string tag, TypeDescription type, int least = 1, int most = 1) =>
        (Tag, Type, Least, Most, Utf8Tag) = (tag, type, least, most, Encoding.UTF8.GetBytes(tag));

    /// <summary>The element's name in XML: <c>CdtTrfTxInf</c>.</summary>
    public string Tag { get; }

    /// <summary>The type of its content.</summary>
    public TypeDescription Type { get; }

    /// <summary>How often it must occur at least. In a choice: once it is chosen.</summary>
    public int Least { get; }

    /// <summary>How often it may occur at most; <see cref="int.MaxValue"/> where there is no bound.</summary>
    public int Most { get; }

    /// <summary>Its place in <see cref="ComponentDescription.Elements"/>, from 0.</summary>
    public int Index { get; internal set; }

    /// <summary>Whether it may occur more than once; its content is a list then.</summary>
    public bool Repeats => Most > 1;

    /// <summary>Whether it may be absent.</summary>
    public bool Optional => Least == 0;

    internal byte[] Utf8Tag { get; }

    /// <summary>The tag.</summary>
    public override string ToString() => Tag;
}
