namespace Comity.Iso20022.Values;

/// <summary>Bytes in base64, kept as given. Equal where the text is equal.</summary>
public abstract record BinaryValue
{
    private protected BinaryValue(string value) => Value = XmlCharacters.Collapse(value);

    /// <summary>The base64 text.</summary>
    public string Value { get; }

    /// <summary>The bytes meant.</summary>
    public byte[] ToBytes() => Convert.FromBase64String(Value);

    /// <summary>The text.</summary>
    public sealed override string ToString() => Value;
}
