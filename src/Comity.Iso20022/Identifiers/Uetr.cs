namespace Comity.Iso20022.Identifiers;

/// <summary>
/// A unique end-to-end transaction reference: a random UUID (RFC 9562, version 4) in small letters, as the schemas'
/// <c>UUIDv4Identifier</c>.
/// </summary>
public sealed record Uetr : Identifier<Uetr>, IIdentifier<Uetr>
{
    // x is any hexadecimal digit; 4 is the version, v the variant.
    private const string Form = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";

    private Uetr(string value)
        : base(value) { }

    /// <summary>A new reference, random.</summary>
    public static Uetr New() => new(Guid.NewGuid().ToString("D"));

    /// <summary>A reference from a UUID, which must be of version 4 and the usual variant.</summary>
    /// <exception cref="ArgumentException">It is of another version.</exception>
    public static Uetr From(Guid guid) => From(guid.ToString("D"));

    /// <summary>The reference as a UUID.</summary>
    public Guid ToGuid() => Guid.ParseExact(Value, "D");

    /// <inheritdoc/>
    public static IdentifierFault? Examine(ReadOnlySpan<char> text)
    {
        if (text.Length != Form.Length)
        {
            return new IdentifierFault(IdentifierFaultKind.Length);
        }

        for (var place = 0; place < text.Length; place++)
        {
            if (!Fits(Form[place], text[place]))
            {
                return new IdentifierFault(IdentifierFaultKind.Character, place + 1);
            }
        }

        return null;
    }

    static string IIdentifier<Uetr>.Allowed(IdentifierFault fault, ReadOnlySpan<char> text) =>
        fault.Kind is IdentifierFaultKind.Length
            ? $"a length of {Form.Length} characters (not {text.Length})"
            : Form[fault.Position - 1] switch
            {
                'x' => $"a digit or a small letter a to f at position {fault.Position}",
                '4' => "4, the version of a random UUID, at position 15",
                'v' => "8, 9, a or b, the variant of RFC 9562, at position 20",
                _ => $"a hyphen at position {fault.Position}",
            };

    static string IIdentifier<Uetr>.Advice(IdentifierFault fault) =>
        "Take the reference of the payment as its first bank gave it; for a new payment, make a random one.";

    static Uetr IIdentifier<Uetr>.Create(string examined) => new(examined);

    private static bool Fits(char form, char symbol) =>
        form switch
        {
            'x' => char.IsAsciiHexDigitLower(symbol),
            'v' => symbol is '8' or '9' or 'a' or 'b',
            _ => symbol == form,
        };
}
