using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>
/// Fields 20 and 21: a reference, 16x, that neither begins nor ends with a slash and has no two slashes in a row (error T26).
/// </summary>
public sealed record Reference : IMtField<Reference>
{
    /// <summary>Longest reference, in characters.</summary>
    public const int MaxLength = 16;

    /// <summary>A reference.</summary>
    /// <exception cref="FieldException">It does not fit.</exception>
    public Reference(string value) =>
        Value = Guard.Slashes(Guard.Text(value, 1, MaxLength, CharacterSet.X, "reference"), "reference");

    /// <summary>The reference.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Value];

    /// <summary>A reference from text that is known to fit.</summary>
    public static implicit operator Reference(string value) => new(value);

    /// <inheritdoc/>
    public static Reference Read(char? option, FieldText text) =>
        new(text.Single().ToEnd(MaxLength, CharacterSet.X, "reference"));

    /// <summary>The reference.</summary>
    public override string ToString() => Value;
}
