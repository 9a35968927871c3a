using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>What an entry did to the account (field 61).</summary>
public enum EntryMark
{
    /// <summary>Debit.</summary>
    D,

    /// <summary>Credit.</summary>
    C,

    /// <summary>Reversal of a credit, so a debit.</summary>
    RC,

    /// <summary>Reversal of a debit, so a credit.</summary>
    RD,
}

/// <summary>
/// Field 61: an entry, 6!n[4!n]2a[1!a]15d1!a3!c16x[//16x] and, on a line of its own, [34x].
/// </summary>
public sealed record StatementLine : IMtField<StatementLine>
{
    /// <summary>What stands for a missing reference.</summary>
    public const string NoReference = "NONREF";

    private readonly string? typeCode;

    /// <summary>The value date, from 1980 to 2079.</summary>
    public required DateOnly ValueDate
    {
        get;
        init => field = Guard.Date(value, "value date");
    }

    /// <summary>Month and day of the booking, where given; the year is the value date's, or the one that brings both nearest.</summary>
    public (int Month, int Day)? EntryDate
    {
        get;
        init =>
            field =
                value is null || IsDay(value.Value)
                    ? value
                    : throw FieldException.In("entry date", $"{value}", "a month and a day, MMDD", ErrorCodes.Date);
    }

    /// <summary>Debit or credit.</summary>
    public required EntryMark Mark { get; init; }

    /// <summary>The third letter of the currency, where given.</summary>
    public char? FundsCode
    {
        get;
        init =>
            field = value is null or (>= 'A' and <= 'Z')
                ? value
                : throw FieldException.In("funds code", $"{value}", "a capital letter", ErrorCodes.TooShortOrCharacter);
    }

    /// <summary>The amount, not negative, 15 characters with the comma; the currency is the statement's.</summary>
    public required decimal Amount
    {
        get;
        init => field = Guard.Number(value, CurrencyAmount.MaxLength, "amount");
    }

    /// <summary>
    /// The kind of transaction: S and the message type behind it, N and a code of three letters, or F and such a code for an entry
    /// that was advised first (T53 for another first letter).
    /// </summary>
    public required string TypeCode
    {
        get => typeCode!;
        init =>
            typeCode = Guard.Text(value, 4, 4, CharacterSet.C, "transaction type", ErrorCodes.TransactionType)
                is ['S' or 'N' or 'F', ..]
                ? value
                : throw FieldException.In("transaction type", value, "S, N or F first", ErrorCodes.TransactionType);
    }

    /// <summary>The account owner's reference, 16x; <see cref="NoReference"/> where there is none.</summary>
    public required string Reference
    {
        get;
        init =>
            field = value.EndsWith('/')
                ? throw FieldException.In("reference", value, "no slash at the end", ErrorCodes.Slashes)
                : CheckReference(value, "reference");
    }

    /// <summary>The account servicer's reference, 16x, where given.</summary>
    public string? BankReference
    {
        get;
        init => field = value is null ? null : CheckReference(value, "bank reference");
    }

    /// <summary>More words, 34x, where given.</summary>
    public string? SupplementaryDetails
    {
        get;
        init => field = value is null ? null : Guard.Lines([value], 1, 34, "supplementary details", 1)[0];
    }

    /// <summary>Whether the entry takes from the account.</summary>
    public bool IsDebit => Mark is EntryMark.D or EntryMark.RC;

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines
    {
        get
        {
            var entry = EntryDate is var (month, day) ? $"{month:00}{day:00}" : "";
            var bank = BankReference is null ? "" : "//" + BankReference;
            var line =
                Guard.DateText(ValueDate)
                + entry
                + Mark
                + FundsCode
                + Guard.NumberText(Amount)
                + TypeCode
                + Reference
                + bank;
            return SupplementaryDetails is null ? [line] : [line, SupplementaryDetails];
        }
    }

    /// <inheritdoc/>
    public static StatementLine Read(char? option, FieldText text)
    {
        text.RequireAtMost(2);
        var line = text.Line(0);
        var valueDate = line.Date("value date");
        (int, int)? entryDate = line.Rest is [>= '0' and <= '9', ..] ? ReadEntryDate(line) : null;
        var mark = ReadMark(line);
        char? funds = line.Rest is [>= 'A' and <= 'Z', ..] ? line.Fixed(1, CharacterSet.A, "funds code")[0] : null;
        var amount = line.Number(CurrencyAmount.MaxLength, "amount");
        var type = line.Fixed(4, CharacterSet.C, "transaction type", ErrorCodes.TransactionType);
        var reference = line.Until("//", 16, CharacterSet.X, "reference");
        var bank = line.Skip("//") ? line.ToEnd(16, CharacterSet.X, "bank reference") : null;
        return new StatementLine
        {
            ValueDate = valueDate,
            EntryDate = entryDate,
            Mark = mark,
            FundsCode = funds,
            Amount = amount,
            TypeCode = type,
            Reference = reference,
            BankReference = bank,
            SupplementaryDetails = text.Lines.Count > 1 ? text.Lines[1] : null,
        };
    }

    private static (int Month, int Day) ReadEntryDate(LineReader line)
    {
        var text = line.Fixed(4, CharacterSet.N, "entry date", ErrorCodes.Date);
        var day = (int.Parse(text.AsSpan(0, 2)), int.Parse(text.AsSpan(2)));
        return IsDay(day)
            ? day
            : throw line.RefuseBack(4, "entry date", text, "a month and a day, MMDD", ErrorCodes.Date);
    }

    private static EntryMark ReadMark(LineReader line) =>
        line.Skip("RC") ? EntryMark.RC
        : line.Skip("RD") ? EntryMark.RD
        : line.Skip("C") ? EntryMark.C
        : line.Skip("D") ? EntryMark.D
        : throw line.Refuse("mark", line.Rest, "C, D, RC or RD", ErrorCodes.DebitCreditMark);

    private static bool IsDay((int Month, int Day) day) =>
        day.Month is >= 1 and <= 12 && day.Day >= 1 && day.Day <= DateTime.DaysInMonth(2000, day.Month);

    private static string CheckReference(string value, string part) =>
        Guard.Text(value, 1, 16, CharacterSet.X, part).Contains("//", StringComparison.Ordinal)
            ? throw FieldException.In(part, value, "no double slash", ErrorCodes.Slashes)
            : value;
}
