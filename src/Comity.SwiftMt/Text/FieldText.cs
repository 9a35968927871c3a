using Comity.Iso20022.Values;

namespace Comity.SwiftMt.Text;

/// <summary>A field's content: its lines, the first without the tag.</summary>
public sealed class FieldText
{
    internal FieldText(ValueList<string> lines) => Lines = lines;

    /// <summary>At least one line; a line may be empty.</summary>
    public ValueList<string> Lines { get; }

    /// <summary>Content given as text, its lines ended by CR LF.</summary>
    public static FieldText Of(string text) => new(text.Split("\r\n").ToValueList());

    internal LineReader Line(int index) => new(Lines[index], index + 1);

    /// <summary>The only line; refused where there are more.</summary>
    internal LineReader Single()
    {
        RequireAtMost(1);
        return Line(0);
    }

    internal void RequireAtMost(int most)
    {
        if (Lines.Count > most)
        {
            throw FieldException.At(
                most + 1,
                1,
                "line",
                Lines[most],
                most == 1 ? "one line" : $"at most {most} lines",
                ErrorCodes.Excess
            );
        }
    }

    internal void RequireAtLeast(int least)
    {
        if (Lines.Count < least)
        {
            throw FieldException.At(
                Lines.Count + 1,
                1,
                "line",
                "the end of the field",
                $"at least {least} lines",
                ErrorCodes.Missing
            );
        }
    }
}
