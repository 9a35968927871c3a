using System.Diagnostics.CodeAnalysis;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>
/// The line <c>[/1!a][/34x]</c> that may stand before an institution: an account, perhaps after the letter C or D (which side of it),
/// or, after a second slash, a code of a clearing system and the institution's number there (<c>//FW021000018</c>).
/// </summary>
public sealed record PartyIdentifier
{
    private const int MaxLength = 34;
    private const string Part = "party identifier";

    private PartyIdentifier(char? indicator, string? value) => (Indicator, Value) = (indicator, value);

    /// <summary>The letter before the account, C or D as a rule; null where there is none.</summary>
    public char? Indicator { get; }

    /// <summary>What follows the slash: the account, or a slash and the clearing system's code; null where there is only a letter.</summary>
    public string? Value { get; }

    /// <summary>The account, where it is one.</summary>
    public string? Account => Value is null || Value.StartsWith('/') ? null : Value;

    /// <summary>An account.</summary>
    /// <param name="account">1 to 34 characters of the set x, the first no slash.</param>
    /// <param name="indicator">A capital letter before it, if any.</param>
    /// <exception cref="FieldException">It does not fit.</exception>
    public static PartyIdentifier OfAccount(string account, char? indicator = null) =>
        account.StartsWith('/')
            ? throw FieldException.In(
                Part,
                account,
                "an account that does not begin with a slash",
                ErrorCodes.Delimiter
            )
            : Read(new LineReader($"{(indicator is null ? "" : $"/{indicator}")}/{account}", 1));

    /// <summary>An institution's number in a clearing system.</summary>
    /// <param name="code">The clearing system's two letters, as FW for Fedwire.</param>
    /// <param name="member">The number; empty for the code alone, as in <c>//RT</c>.</param>
    /// <exception cref="FieldException">It does not fit.</exception>
    public static PartyIdentifier OfClearing(string code, string member = "") =>
        Read(new LineReader($"//{Guard.Text(code, 2, 2, CharacterSet.A, "clearing code")}{member}", 1));

    /// <summary>The clearing system's two letters and the number, where it is one of those.</summary>
    public bool TryGetClearing([NotNullWhen(true)] out string? code, [NotNullWhen(true)] out string? member)
    {
        if (Value is ['/', >= 'A' and <= 'Z', >= 'A' and <= 'Z', ..])
        {
            (code, member) = (Value[1..3], Value[3..]);
            return true;
        }

        (code, member) = (null, null);
        return false;
    }

    /// <summary>The line as it is written.</summary>
    public override string ToString() =>
        (Indicator is null ? "" : $"/{Indicator}") + (Value is null ? "" : "/" + Value);

    /// <summary>A line that begins with a slash.</summary>
    internal static PartyIdentifier Read(LineReader line)
    {
        line.Expect("/", Part);
        char? indicator = null;
        var rest = line.Rest;
        if (rest is [>= 'A' and <= 'Z'] or [>= 'A' and <= 'Z', '/', ..])
        {
            indicator = line.Fixed(1, CharacterSet.A, "indicator")[0];
            if (line.AtEnd)
            {
                return new PartyIdentifier(indicator, null);
            }

            line.Expect("/", Part);
        }

        return new PartyIdentifier(indicator, line.ToEnd(MaxLength, CharacterSet.X, Part));
    }

    /// <summary>Reads the identifier from a field's first line, if that is one, and gives the index of the next line.</summary>
    internal static (PartyIdentifier? Identifier, int Next) ReadOptional(FieldText text) =>
        text.Lines[0].StartsWith('/') ? (Read(text.Line(0)), 1) : (null, 0);
}
