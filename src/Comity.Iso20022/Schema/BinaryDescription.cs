using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>Bytes in base64, with bounds on how many.</summary>
public sealed class BinaryDescription : SimpleDescription
{
    private readonly Func<string, BinaryValue> make;

    internal BinaryDescription(
        string name,
        string allowed,
        int minLength,
        int maxLength,
        Func<string, BinaryValue> make
    )
        : base(name, allowed) => (MinLength, MaxLength, this.make) = (minLength, maxLength, make);

    /// <summary>Fewest bytes.</summary>
    public int MinLength { get; }

    /// <summary>Most bytes.</summary>
    public int MaxLength { get; }

    /// <inheritdoc/>
    public override object? Parse(string text) => Allows(text) ? make(text) : null;

    /// <inheritdoc/>
    public override string Text(object value) => ((BinaryValue)value).Value;

    internal Checked<T> Check<T>(string text, Func<string, T> construct)
        where T : notnull =>
        Allows(text) ? new Checked<T>.Valid(construct(text)) : new Checked<T>.Refused(ValueRefusal.Of(this, text));

    internal string Require(string text) =>
        Allows(text) ? text : throw new ArgumentException(ValueRefusal.Of(this, text).ToString(), nameof(text));

    private bool Allows(string text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= MinLength && length <= MaxLength;
    }
}
