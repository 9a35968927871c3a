namespace Comity.Iso20022.Values;

/// <summary>A value that is text. Equal where the text is equal, character by character.</summary>
public abstract record TextValue
{
    private protected TextValue(string value) => Value = value;

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>The text.</summary>
    public sealed override string ToString() => Value;
}
