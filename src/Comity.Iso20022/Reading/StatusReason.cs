namespace Comity.Iso20022.Reading;

/// <summary>Which code of the external status reason codes (ExternalStatusReason1Code) says what a failure is.</summary>
internal static class StatusReason
{
    private const string FileFormatInvalid = "FF01";
    private const string ContentIncorrect = "CH16";
    private const string ElementNotAllowed = "CH17";
    private const string ElementMissing = "CH21";
    private const string CurrencyInvalid = "AM11";
    private const string AmountInvalid = "AM12";
    private const string NumberOfTransactionsInvalid = "AM18";
    private const string AccountInvalid = "AC01";
    private const string BankIdentifierInvalid = "RC01";
    private const string DateInvalid = "DT01";

    /// <summary>The code for a failure of this kind at this path.</summary>
    public static string Of(ReadFailureKind kind, string path) =>
        kind switch
        {
            ReadFailureKind.MissingElement => ElementMissing,
            ReadFailureKind.UnexpectedElement
            or ReadFailureKind.UnexpectedText
            or ReadFailureKind.UnexpectedAttribute => ElementNotAllowed,
            // The schemas have no other attribute than the currency.
            ReadFailureKind.InvalidAttribute or ReadFailureKind.MissingAttribute => CurrencyInvalid,
            ReadFailureKind.InvalidValue => OfValue(path[(path.LastIndexOf('/') + 1)..].Split('[')[0]),
            _ => FileFormatInvalid,
        };

    private static string OfValue(string tag) =>
        tag switch
        {
            "IBAN" => AccountInvalid,
            "BICFI" or "AnyBIC" => BankIdentifierInvalid,
            "NbOfTxs" => NumberOfTransactionsInvalid,
            _ when tag.EndsWith("Amt", StringComparison.Ordinal) => AmountInvalid,
            _ when tag.EndsWith("Dt", StringComparison.Ordinal) || tag.EndsWith("DtTm", StringComparison.Ordinal) =>
                DateInvalid,
            _ => ContentIncorrect,
        };
}
