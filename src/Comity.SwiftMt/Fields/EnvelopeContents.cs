using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>
/// Field 77T of MT 103 REMIT: extended remittance information, 9000z, in lines of any length; begins with a code between slashes, such
/// as UEDI, ANSI, NARR, SWIF, SMTP, IPI or RMT.
/// </summary>
public sealed record EnvelopeContents : IMtField<EnvelopeContents>
{
    /// <summary>Most characters, ends of lines counted as two.</summary>
    public const int MaxLength = 9000;

    /// <summary>Extended remittance information.</summary>
    /// <param name="lines">At least one line; the first begins with a slash.</param>
    /// <exception cref="FieldException">The lines do not fit.</exception>
    public EnvelopeContents(ValueList<string> lines)
    {
        if (lines.Count == 0 || lines[0] is not ['/', _, ..])
        {
            var found = lines.Count == 0 ? "nothing" : lines[0];
            throw FieldException.In("envelope contents", found, "a code between slashes first", ErrorCodes.Delimiter);
        }

        var length = lines.Sum(static line => line.Length) + (2 * (lines.Count - 1));
        if (length > MaxLength)
        {
            throw FieldException.In(
                "envelope contents",
                lines[0],
                $"at most {MaxLength} characters",
                ErrorCodes.TooLong
            );
        }

        for (var i = 0; i < lines.Count; i++)
        {
            Check(lines[i], i);
        }

        Lines = lines;
    }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines { get; }

    /// <inheritdoc/>
    public static EnvelopeContents Read(char? option, FieldText text) => new(text.Lines);

    private static void Check(string line, int index)
    {
        var foreign = CharacterSet.Z.FirstForeign(line);
        if (foreign >= 0 || (index > 0 && line is [':' or '-', ..]))
        {
            throw FieldException.At(
                index + 1,
                Math.Max(foreign, 0) + 1,
                "envelope contents",
                line,
                foreign < 0 ? "no colon or hyphen at the start of a line" : CharacterSet.Z.Name,
                ErrorCodes.TooShortOrCharacter
            );
        }
    }
}
