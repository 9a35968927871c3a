using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// An international bank account number (ISO 13616), in its electronic form: no spaces, capital letters. Checked are the country,
/// its length and structure in the registry (<see cref="IbanCountry"/>), and the check digits (ISO/IEC 7064, MOD 97-10). Whether the
/// account exists, only its bank knows.
/// </summary>
public sealed record Iban : Identifier<Iban>, IIdentifier<Iban>
{
    private const int BeforeBban = 4;
    private const int LongestPrinted = 80;

    private Iban(string value)
        : base(value) { }

    /// <summary>The country (ISO 3166-1 alpha-2).</summary>
    public string CountryCode => Value[..2];

    /// <summary>The country's entry in the registry.</summary>
    public IbanCountry Country => IbanCountry.TryFind(Value.AsSpan(0, 2), out var country) ? country : throw Broken();

    /// <summary>The account in the country's own form: what follows the check digits.</summary>
    public string BasicBankAccountNumber => Value[BeforeBban..];

    /// <summary>The bank's identifier within the country.</summary>
    public string BankIdentifier => BasicBankAccountNumber[Country.BankIdentifier];

    /// <summary>The branch's identifier within the bank; none where the country has none.</summary>
    public string? BranchIdentifier =>
        Country.BranchIdentifier is { } positions ? BasicBankAccountNumber[positions] : null;

    /// <summary>What the country's own check digits say, where the library knows its rule. They do not make an IBAN right or wrong.</summary>
    public NationalCheck NationalCheck => NationalCheckDigits.Check(CountryCode, Value.AsSpan(BeforeBban));

    /// <summary>The form on paper: groups of four characters with a space between.</summary>
    public string ToPrinted()
    {
        var printed = new StringBuilder(Value.Length + (Value.Length / 4));
        for (var place = 0; place < Value.Length; place++)
        {
            printed.Append(place > 0 && place % 4 == 0 ? " " : string.Empty).Append(Value[place]);
        }

        return printed.ToString();
    }

    /// <summary>
    /// The identifier as a person writes it: with spaces, small letters and the word IBAN in front; or why it is none. Positions in
    /// the refusal count the characters of the electronic form.
    /// </summary>
    public static bool TryParsePrinted(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out Iban? value,
        [NotNullWhen(false)] out IdentifierRefusal? refusal
    )
    {
        // Nobody prints an IBAN longer than this, and text of any length must not be copied.
        if (text.Length > LongestPrinted)
        {
            return TryParse(text, out value, out refusal);
        }

        Span<char> electronic = stackalloc char[text.Length];
        var length = 0;
        foreach (var symbol in text)
        {
            if (symbol is not (' ' or '\u00A0'))
            {
                electronic[length++] = char.IsAsciiLetterLower(symbol) ? char.ToUpperInvariant(symbol) : symbol;
            }
        }

        electronic = electronic[..length];
        return TryParse(electronic.StartsWith("IBAN") ? electronic[4..] : electronic, out value, out refusal);
    }

    /// <summary>The IBAN of an account of a country, with the check digits worked out; or why there is none.</summary>
    /// <param name="countryCode">The country (ISO 3166-1 alpha-2).</param>
    /// <param name="basicBankAccountNumber">The account in the country's own form, without spaces.</param>
    /// <param name="value">The IBAN.</param>
    /// <param name="refusal">Why there is none; positions count the characters of the IBAN.</param>
    public static bool TryMake(
        ReadOnlySpan<char> countryCode,
        ReadOnlySpan<char> basicBankAccountNumber,
        [NotNullWhen(true)] out Iban? value,
        [NotNullWhen(false)] out IdentifierRefusal? refusal
    )
    {
        var text = $"{countryCode}00{basicBankAccountNumber}";
        if (ExamineStructure(text) is { } fault)
        {
            (value, refusal) = (null, Refuse(text, fault));
            return false;
        }

        var remainder = CheckDigits.Remainder(
            text.AsSpan(0, BeforeBban),
            CheckDigits.Remainder(basicBankAccountNumber)
        );
        (value, refusal) = (new Iban($"{countryCode}{98 - remainder:00}{basicBankAccountNumber}"), null);
        return true;
    }

    /// <inheritdoc/>
    public static IdentifierFault? Examine(ReadOnlySpan<char> text) =>
        ExamineStructure(text) is { } fault ? fault
        : CheckDigits.CanBe(text[2..BeforeBban])
        && CheckDigits.Remainder(text[..BeforeBban], CheckDigits.Remainder(text[BeforeBban..])) == 1
            ? null
        : new IdentifierFault(IdentifierFaultKind.CheckDigits, 3);

    static string IIdentifier<Iban>.Allowed(IdentifierFault fault, ReadOnlySpan<char> text)
    {
        var hasCountry = IbanCountry.TryFind(text[..Math.Min(2, text.Length)], out var country);
        return fault.Kind switch
        {
            IdentifierFaultKind.Length when hasCountry =>
                $"a length of {country!.Length} characters for {country.Code} (not {text.Length})",
            IdentifierFaultKind.Length => "a country, two check digits and the account in the country's own form",
            IdentifierFaultKind.Country =>
                $"the code of one of the {IbanCountry.All.Count} countries of the IBAN registry",
            IdentifierFaultKind.Character =>
                $"{CharacterKind.InWords(KindAt(country!, fault.Position))} at position {fault.Position} of {country!.Code}2!n{country.BbanStructure}",
            _ => "an account with the check digits that belong to it",
        };
    }

    static string IIdentifier<Iban>.Advice(IdentifierFault fault) =>
        fault.Kind switch
        {
            IdentifierFaultKind.Country => "Give the account in another form: its country has no IBAN.",
            IdentifierFaultKind.CheckDigits =>
                "Ask for the account again: a character is wrong, or two are swapped. Never work out new check digits for it.",
            _ => "Ask for the account again, or take out what does not belong to it: spaces, small letters, a label.",
        };

    static Iban IIdentifier<Iban>.Create(string examined) => new(examined);

    private static IdentifierFault? ExamineStructure(ReadOnlySpan<char> text)
    {
        if (text.Length < BeforeBban)
        {
            return new IdentifierFault(IdentifierFaultKind.Length);
        }

        if (!IbanCountry.TryFind(text[..2], out var country))
        {
            return new IdentifierFault(IdentifierFaultKind.Country, 1);
        }

        if (text.Length != country.Length)
        {
            return new IdentifierFault(IdentifierFaultKind.Length);
        }

        var unfit = CharacterKind.FirstUnfit("nn", text[2..BeforeBban]);
        if (unfit >= 0)
        {
            return new IdentifierFault(IdentifierFaultKind.Character, 3 + unfit);
        }

        unfit = CharacterKind.FirstUnfit(country.Kinds, text[BeforeBban..]);
        return unfit < 0 ? null : new IdentifierFault(IdentifierFaultKind.Character, BeforeBban + 1 + unfit);
    }

    private static char KindAt(IbanCountry country, int position) =>
        position <= BeforeBban ? 'n' : country.Kinds[position - BeforeBban - 1];

    private System.Diagnostics.UnreachableException Broken() => new($"{Value} has no country.");
}
