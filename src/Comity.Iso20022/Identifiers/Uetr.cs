using Comity.Iso20022.Values;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// A unique end-to-end transaction reference: a random UUID (RFC 9562, version 4) in small letters, as the schemas'
/// <c>UUIDv4Identifier</c>.
/// </summary>
public sealed record Uetr : TextValue
{
    private const string Allowed = "a version 4 UUID in small letters: xxxxxxxx-xxxx-4xxx-[89ab]xxx-xxxxxxxxxxxx";

    private Uetr(string value)
        : base(value) { }

    /// <summary>A new reference, random.</summary>
    public static Uetr New() => new(Guid.NewGuid().ToString("D"));

    /// <summary>A reference from a UUID, which must be of version 4 and the usual variant.</summary>
    /// <exception cref="ArgumentException">It is of another version.</exception>
    public static Uetr From(Guid guid) => From(guid.ToString("D"));

    /// <summary>The reference as a UUID.</summary>
    public Guid ToGuid() => Guid.ParseExact(Value, "D");

    /// <summary>The identifier, or why it is not one.</summary>
    public static Checked<Uetr> Check(string text) =>
        IsValid(text)
            ? new Checked<Uetr>.Valid(new Uetr(text))
            : new Checked<Uetr>.Refused(new ValueRefusal(nameof(Uetr), ValueRefusal.Cut(text), Allowed));

    /// <summary>As <see cref="Check"/>, for text that is known to be right.</summary>
    /// <exception cref="ArgumentException">It is not right.</exception>
    public static Uetr From(string text) =>
        Check(text).TryGet(out var value, out var refusal)
            ? value
            : throw new ArgumentException(refusal.ToString(), nameof(text));

    private static bool IsValid(string text) =>
        text.Length == 36
        && text[14] == '4'
        && text[19] is '8' or '9' or 'a' or 'b'
        && Guid.TryParseExact(text, "D", out var guid)
        && text == guid.ToString("D");
}
