using System.Diagnostics.CodeAnalysis;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// An identifier that a standard gives a form, and mostly check digits. It never holds wrong text: it is made by
/// <see cref="TryParse(ReadOnlySpan{char}, out TSelf, out IdentifierRefusal)"/>, <see cref="Check"/> or <see cref="From"/>.
/// </summary>
/// <typeparam name="TSelf">The kind of identifier.</typeparam>
[SuppressMessage(
    "Design",
    "CA1000:Do not declare static members on generic types",
    Justification = "They are called through the kind, as Iban.Check, so that nobody writes the type argument."
)]
public abstract record Identifier<TSelf> : TextValue
    where TSelf : Identifier<TSelf>, IIdentifier<TSelf>
{
    private protected Identifier(string value)
        : base(value) { }

    /// <summary>Whether text is such an identifier. Allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => TSelf.Examine(text) is null;

    /// <summary>The identifier, or why the text is none.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out TSelf? value,
        [NotNullWhen(false)] out IdentifierRefusal? refusal
    )
    {
        if (TSelf.Examine(text) is not { } fault)
        {
            (value, refusal) = (TSelf.Create(text.ToString()), null);
            return true;
        }

        (value, refusal) = (null, Refuse(text, fault));
        return false;
    }

    /// <summary>The identifier, or why the text is none, in the form of every checked value of this library.</summary>
    public static Checked<TSelf> Check(string text) =>
        TSelf.Examine(text) is not { } fault
            ? new Checked<TSelf>.Valid(TSelf.Create(text))
            : new Checked<TSelf>.Refused(
                new ValueRefusal(typeof(TSelf).Name, ValueRefusal.Cut(text), TSelf.Allowed(fault, text))
            );

    /// <summary>The identifier of text that is known to be right.</summary>
    /// <exception cref="ArgumentException">It is not right.</exception>
    public static TSelf From(string text) =>
        TryParse(text, out var value, out var refusal)
            ? value
            : throw new ArgumentException(refusal.ToString(), nameof(text));

    /// <summary>The refusal of a fault.</summary>
    private protected static IdentifierRefusal Refuse(ReadOnlySpan<char> text, IdentifierFault fault) =>
        new(
            typeof(TSelf).Name,
            ValueRefusal.Cut(text.ToString()),
            fault,
            TSelf.Allowed(fault, text),
            TSelf.Advice(fault)
        );
}
