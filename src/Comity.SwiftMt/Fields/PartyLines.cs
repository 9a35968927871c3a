using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>What the fields of parties have in common.</summary>
internal static class PartyLines
{
    public const int MostLines = 4;
    public const int MaxLength = 35;

    /// <summary>The account line of a customer, /34x, or null.</summary>
    public static string? Account(string? account) =>
        account is null ? null : Guard.Text(account, 1, 34, CharacterSet.X, "account");

    public static ValueList<string> NameAndAddress(ValueList<string> lines, bool first)
    {
        Guard.Lines(lines, MostLines, MaxLength, "name and address", first ? 0 : 1);
        return first && lines[0].StartsWith('/')
            ? throw FieldException.In("name", lines[0], "no slash at the start of a name without an account", null)
            : lines;
    }

    public static Bic Bic(Bic bic) =>
        CharacterSet.A.FirstForeign(bic.Value.AsSpan(0, 4)) < 0
            ? bic
            : throw FieldException.In("BIC", bic.Value, "4!a2!a2!c[3!c]", ErrorCodes.Bic);

    /// <summary>The BIC that must be a field's last line.</summary>
    public static Bic ReadBic(FieldText text, int index)
    {
        text.RequireAtLeast(index + 1);
        text.RequireAtMost(index + 1);
        var line = text.Line(index);
        var value = line.ToEnd(11, CharacterSet.C, "BIC", ErrorCodes.Bic);
        return Iso20022.Identifiers.Bic.Check(value).TryGet(out var bic)
            ? Bic(bic)
            : throw line.RefuseBack(value.Length, "BIC", value, "4!a2!a2!c[3!c]", ErrorCodes.Bic);
    }

    /// <summary>A customer's account, where the first line is one, and the index of the next line.</summary>
    public static (string? Account, int Next) ReadAccount(FieldText text)
    {
        if (!text.Lines[0].StartsWith('/'))
        {
            return (null, 0);
        }

        var line = text.Line(0);
        line.Expect("/", "account");
        return (line.ToEnd(34, CharacterSet.X, "account"), 1);
    }

    public static ValueList<string> Join(PartyIdentifier? identifier, ValueList<string> lines) =>
        identifier is null ? lines : [identifier.ToString(), .. lines];

    public static ValueList<string> Join(string? account, ValueList<string> lines) =>
        account is null ? lines : ["/" + account, .. lines];
}
