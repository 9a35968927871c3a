using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>What a translation to MT knows from the header and the options.</summary>
internal sealed class MtContext
{
    private readonly BusinessMessage message;
    private readonly Coverage coverage;

    public MtContext(BusinessMessage message, TranslationOptions options)
    {
        this.message = message;
        coverage = new Coverage(message.Document);
        Options = options;
        Text = new MtText(Remarks);
    }

    public Remarks Remarks { get; } = new();

    public TranslationOptions Options { get; }

    public MtText Text { get; }

    public void Use(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            coverage.Use(path);
        }
    }

    /// <summary>Reports what of the message nobody looked at.</summary>
    public void ReportUnused()
    {
        foreach (var (path, text) in coverage.Unused())
        {
            Remarks.Missing(path, text);
        }
    }

    /// <summary>Block headers of an output message to the receiver, as the public pairs of messages have them.</summary>
    /// <param name="type">The message's number.</param>
    /// <param name="created">When the ISO message was created.</param>
    /// <param name="fallback">The day to take where the MT cannot hold that.</param>
    /// <param name="instructing">Who sends, where there is no header.</param>
    /// <param name="instructed">Who receives, where there is no header.</param>
    /// <param name="user">Block 3.</param>
    public MtHeaders Headers(
        int type,
        ISODateTime created,
        DateOnly fallback,
        BranchAndFinancialInstitutionIdentification6? instructing,
        BranchAndFinancialInstitutionIdentification6? instructed,
        UserHeader? user
    )
    {
        var sender = BicOf(message.Header?.Fr) ?? instructing?.FinInstnId.BICFI?.Value;
        var receiver = BicOf(message.Header?.To) ?? instructed?.FinInstnId.BICFI?.Value;
        var time = DateTime.ParseExact(created.Value[..19], "yyyy-MM-dd'T'HH:mm:ss", null);
        return MtHeaders.ForOutput(
            type,
            Institution(sender, "T30001", "AppHdr/Fr"),
            Institution(receiver, "T30002", "AppHdr/To"),
            time.Year is >= 1980 and <= 2079 ? time : fallback.ToDateTime(TimeOnly.MinValue),
            user
        );
    }

    /// <summary>
    /// A reference of 16 characters (rules MX_To_MT16Text): cut with a plus sign where it is longer, and a dummy where slashes make it
    /// none.
    /// </summary>
    public Reference Reference(string? value, string path, string missingCode = "T14001")
    {
        Use(path);
        if (value is null or CodedText.NotProvided)
        {
            if (value is null)
            {
                Remarks.Changed(path, CodedText.NotProvided, missingCode);
            }

            return CodedText.NotProvided;
        }

        var text = Text.Fit(value, Fields.Reference.MaxLength, path);
        if (text.StartsWith('/') || text.EndsWith('/') || text.Contains("//", StringComparison.Ordinal))
        {
            Remarks.Changed(path, value, "T14001");
            return CodedText.NotProvided;
        }

        return text;
    }

    /// <summary>An amount, 15d; the translation stops where the MT cannot hold it.</summary>
    public decimal Amount(decimal value, CurrencyCode currency, string path, string code = "T13001")
    {
        var amount = value.Scale > currency.Decimals ? Trim(value, currency.Decimals) : value;
        return amount is { } fits && SwiftMt.Text.Guard.NumberText(fits).Length <= CurrencyAmount.MaxLength
            ? fits
            : throw Remarks.Stop(code, path, value.ToString());
    }

    public CurrencyAmount? Amount(ActiveOrHistoricCurrencyAndAmount? amount, string path)
    {
        Use(path);
        return amount is null
            ? null
            : new CurrencyAmount(amount.Ccy.Value, Amount(amount.Value, amount.Ccy.Value, path));
    }

    /// <summary>Field 32A.</summary>
    public ValueDateAmount Settled(ActiveCurrencyAndAmount amount, ISODate? date, string path, string datePath)
    {
        Use(path, datePath);
        CurrencyCode currency = amount.Ccy.Value;
        if (currency.IsCommodity)
        {
            throw Remarks.Stop("T20054", path, currency.Value);
        }

        return new ValueDateAmount(Date(date, datePath), currency, Amount(amount.Value, currency, path));
    }

    /// <summary>A day that an MT can hold.</summary>
    public DateOnly Date(ISODate? date, string path) =>
        date?.Date is { Year: >= 1980 and <= 2079 } day
            ? day
            : throw Remarks.Stop("T20078", path, date?.Value ?? "nothing");

    /// <summary>The only transaction of a message; the translation stops where there are more, or none.</summary>
    public T Single<T>(ValueList<T> transactions, string path, string code = "T20053")
        where T : notnull =>
        transactions.Count == 1 ? transactions[0] : throw Remarks.Stop(code, path, $"{transactions.Count}");

    private static decimal? Trim(decimal value, int decimals)
    {
        var rounded = decimal.Round(value, decimals, MidpointRounding.ToZero);
        return rounded == value ? rounded : null;
    }

    private static string? BicOf(Party44Choice? party) => (party as Party44Choice.FIId)?.Value.FinInstnId.BICFI?.Value;

    private Bic Institution(string? bic, string code, string path) =>
        bic is not null && Bic.Check(bic).TryGet(out var known)
            ? known
            : throw Remarks.Stop(code, path, bic ?? "nothing");
}
