using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 26T: the nature of the transaction, 3!c, such as K90; by bilateral or national agreement.</summary>
public sealed record TransactionTypeCode : IMtField<TransactionTypeCode>
{
    /// <summary>A code.</summary>
    /// <exception cref="FieldException">It is not three capital letters or digits.</exception>
    public TransactionTypeCode(string value) => Value = Guard.Text(value, 3, 3, CharacterSet.C, "code");

    /// <summary>The code.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Value];

    /// <inheritdoc/>
    public static TransactionTypeCode Read(char? option, FieldText text) =>
        new(text.Single().ToEnd(3, CharacterSet.C, "code"));
}
