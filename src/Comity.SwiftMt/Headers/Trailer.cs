using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Headers;

/// <summary>One trailer: a code of three letters, and its value, which may be empty.</summary>
public sealed record TrailerPart
{
    /// <summary>A trailer.</summary>
    /// <param name="code">Three capital letters.</param>
    /// <param name="value">Up to 500 characters of the set x; twelve hexadecimal digits in CHK, eight in MAC and PAC.</param>
    /// <exception cref="FieldException">A part does not fit.</exception>
    public TrailerPart(string code, string value)
    {
        Code = Guard.Text(code, 3, 3, CharacterSet.A, "trailer");
        Value = Code switch
        {
            "CHK" => Hexadecimal(value, 12, code),
            "MAC" or "PAC" => Hexadecimal(value, 8, code),
            _ => Guard.Text(value, 0, 500, CharacterSet.X, code),
        };
    }

    /// <summary>The code.</summary>
    public string Code { get; }

    /// <summary>The value.</summary>
    public string Value { get; }

    /// <summary>The trailer in braces.</summary>
    public override string ToString() => $"{{{Code}:{Value}}}";

    private static string Hexadecimal(string value, int length, string code) =>
        value.Length == length && value.All(char.IsAsciiHexDigitUpper)
            ? value
            : throw FieldException.In(code, value, $"{length} hexadecimal digits", null);
}

/// <summary>
/// Block 5, the trailers that the network and the interfaces put behind a message, in the order in which they stand; or block S, which
/// interfaces add for themselves.
/// </summary>
public sealed record Trailer
{
    private static readonly string[] Known = ["MAC", "PAC", "CHK", "SYS", "TNG", "PDE", "DLM", "PDM", "MRF"];

    /// <summary>Trailers, each code at most once.</summary>
    /// <exception cref="FieldException">A code stands twice.</exception>
    public Trailer(ValueList<TrailerPart> parts)
    {
        var twice = parts.GroupBy(static part => part.Code).FirstOrDefault(static group => group.Count() > 1);
        Parts = twice is null
            ? parts
            : throw FieldException.In("trailer", twice.Key, "each trailer once", ErrorCodes.Excess);
    }

    /// <summary>The trailers in order.</summary>
    public ValueList<TrailerPart> Parts { get; }

    /// <summary>CHK: the checksum, twelve hexadecimal digits.</summary>
    public string? Checksum => Find("CHK");

    /// <summary>MAC: the old message authentication code.</summary>
    public string? MessageAuthenticationCode => Find("MAC");

    /// <summary>TNG: whether the message is for training and testing.</summary>
    public bool IsTraining => Find("TNG") is not null;

    /// <summary>PDE: whether the sender says that he may have sent it before.</summary>
    public bool IsPossibleDuplicateEmission => Find("PDE") is not null;

    /// <summary>PDM: whether the network says that it may have delivered it before.</summary>
    public bool IsPossibleDuplicateMessage => Find("PDM") is not null;

    /// <summary>DLM: whether the message came later than its sender asked for.</summary>
    public bool IsDelayed => Find("DLM") is not null;

    /// <summary>The trailers, each in braces.</summary>
    public override string ToString() => string.Concat(Parts);

    internal static bool Knows(string code) => Known.Contains(code, StringComparer.Ordinal);

    private string? Find(string code) => Parts.FirstOrDefault(part => part.Code == code)?.Value;
}
