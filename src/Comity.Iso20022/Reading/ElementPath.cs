using System.Globalization;
using System.Text;

namespace Comity.Iso20022.Reading;

/// <summary>The elements open at the moment, outermost first.</summary>
internal sealed class ElementPath
{
    private OpenElement[] open = new OpenElement[32];

    /// <summary>How many elements are open.</summary>
    public int Depth { get; private set; }

    /// <summary>The innermost open element.</summary>
    public ref OpenElement Current => ref open[Depth - 1];

    /// <summary>Opens a child of the current element.</summary>
    public void Push(string name, int line, int column)
    {
        var index = 1;
        if (Depth > 0)
        {
            ref var parent = ref Current;
            index = string.Equals(parent.LastChild, name, StringComparison.Ordinal) ? parent.LastChildCount + 1 : 1;
            parent.LastChild = name;
            parent.LastChildCount = index;
        }

        if (Depth == open.Length)
        {
            Array.Resize(ref open, open.Length * 2);
        }

        open[Depth++] = new OpenElement
        {
            Name = name,
            Index = index,
            Line = line,
            Column = column,
            LastChild = "",
        };
    }

    /// <summary>Closes the current element.</summary>
    public void Pop() => Depth--;

    /// <summary>The path in words: <c>/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Depth; i++)
        {
            text.Append('/').Append(open[i].Name);
            if (open[i].Index > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{open[i].Index}]");
            }
        }

        return text.ToString();
    }
}
