namespace Comity.SwiftMt.Text;

/// <summary>
/// SWIFT's codes for what is wrong inside a field (FIN Error Codes, chapter "Alphanumeric codes"; the User Handbook's field
/// specifications name them at each field). Codes of rules between fields stand with the rules.
/// </summary>
internal static class ErrorCodes
{
    public const string WrongDecimals = "C03";
    public const string ChargesCode = "T08";
    public const string UnexpectedTag = "T13";
    public const string Sign = "T15";
    public const string Offset = "T16";
    public const string Slashes = "T26";
    public const string Bic = "T27";
    public const string Missing = "T30";
    public const string Delimiter = "T31";
    public const string Excess = "T32";
    public const string TooLong = "T33";
    public const string TooShortOrCharacter = "T34";
    public const string BankOperationCode = "T36";
    public const string Time = "T38";
    public const string Number = "T40";
    public const string DecimalComma = "T43";
    public const string InstructionCode = "T47";
    public const string Date = "T50";
    public const string DebitCreditMark = "T51";
    public const string Currency = "T52";
    public const string TransactionType = "T53";
    public const string PartyLines = "T54";
    public const string PartyCode = "T55";
    public const string PartyNumbers = "T56";
    public const string Country = "T73";
    public const string RejectReturn = "T80";
}
