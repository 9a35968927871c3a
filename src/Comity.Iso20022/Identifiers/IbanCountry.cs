using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Comity.Iso20022.Codes;

namespace Comity.Iso20022.Identifiers;

/// <summary>A country of the IBAN registry (ISO 13616, kept by SWIFT), and how its account numbers are built.</summary>
public sealed class IbanCountry
{
    private const int Letters = 26;
    private static readonly IbanCountry?[] ByCode = new IbanCountry?[Letters * Letters];

    static IbanCountry()
    {
        All = [.. EmbeddedList.Rows("Lists/IbanCountries").Select(static row => new IbanCountry(row))];
        foreach (var country in All)
        {
            ByCode[Index(country.Code[0], country.Code[1])] = country;
        }
    }

    private IbanCountry(string[] row)
    {
        Code = row[0];
        BbanStructure = row[1];
        Kinds = KindsOf(row[1]);
        BankIdentifier = Positions(row[2])!.Value;
        BranchIdentifier = Positions(row[3]);
        IsSepa = row[4] == "yes";
        AlsoUsedBy = row[5].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        InForceSince = DateOnly.ParseExact(row[6], "yyyy-MM", CultureInfo.InvariantCulture);
        Example = row[7];
    }

    /// <summary>All, in order of code.</summary>
    public static IReadOnlyList<IbanCountry> All { get; }

    /// <summary>The first two letters of its IBANs (ISO 3166-1 alpha-2, and XK for Kosovo).</summary>
    public string Code { get; }

    /// <summary>How its own account number, the BBAN, is built, in SWIFT's notation: <c>4!a6!n8!n</c>.</summary>
    public string BbanStructure { get; }

    /// <summary>How many characters an IBAN of this country has: 15 to 34.</summary>
    public int Length => 4 + Kinds.Length;

    /// <summary>Where in the BBAN the bank's identifier stands.</summary>
    public Range BankIdentifier { get; }

    /// <summary>Where in the BBAN the branch's identifier stands, where the country has one.</summary>
    public Range? BranchIdentifier { get; }

    /// <summary>
    /// Whether the registry marks it as part of the Single Euro Payments Area. Who takes part in a SEPA scheme is the European
    /// Payments Council's list, which can be ahead of the registry.
    /// </summary>
    public bool IsSepa { get; }

    /// <summary>Other countries and territories whose accounts have this country's IBANs: <c>AX</c> for Finland.</summary>
    public IReadOnlyList<string> AlsoUsedBy { get; }

    /// <summary>The month from which its IBANs are in force, by its first day.</summary>
    public DateOnly InForceSince { get; }

    /// <summary>The registry's example.</summary>
    public string Example { get; }

    /// <summary>The kind of each character of the BBAN: n, a or c.</summary>
    internal string Kinds { get; }

    /// <summary>A country by its two capital letters.</summary>
    public static bool TryFind(ReadOnlySpan<char> code, [NotNullWhen(true)] out IbanCountry? country)
    {
        country =
            code.Length == 2 && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1])
                ? ByCode[Index(code[0], code[1])]
                : null;
        return country is not null;
    }

    private static int Index(char first, char second) => ((first - 'A') * Letters) + second - 'A';

    // "4!a6!n" is four times a, then six times n.
    private static string KindsOf(string structure)
    {
        var kinds = new StringBuilder();
        var rest = structure.AsSpan();
        while (rest.Length > 0)
        {
            var mark = rest.IndexOf('!');
            kinds.Append(rest[mark + 1], int.Parse(rest[..mark], CultureInfo.InvariantCulture));
            rest = rest[(mark + 2)..];
        }

        return kinds.ToString();
    }

    // "5-8" is the fifth to the eighth character.
    private static Range? Positions(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var parts = text.Split('-');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture) - 1)..int.Parse(
            parts[1],
            CultureInfo.InvariantCulture
        );
    }
}
