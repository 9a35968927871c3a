using System.Text.RegularExpressions;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>A text type: bounds on its length in UTF-16 units, as the framework counts them, and a pattern.</summary>
public sealed class TextDescription : SimpleDescription
{
    private readonly Func<string, TextValue> make;
    private readonly Regex? regex;
    private readonly RecentValues? recent;

    internal TextDescription(
        string name,
        string allowed,
        int minLength,
        int maxLength,
        Func<string, TextValue> make,
        string? pattern = null,
        Regex? regex = null
    )
        : base(name, allowed)
    {
        (MinLength, MaxLength, Pattern, this.make, this.regex) = (minLength, maxLength, pattern, make, regex);
        recent = regex is null ? null : new RecentValues();
    }

    /// <summary>Fewest characters.</summary>
    public int MinLength { get; }

    /// <summary>Most characters; <see cref="int.MaxValue"/> where there is no bound.</summary>
    public int MaxLength { get; }

    /// <summary>The regular expression that the whole text must match, in the schema's notation, if there is one.</summary>
    public string? Pattern { get; }

    /// <inheritdoc/>
    public override object? Parse(string text) => Fits(text) ? make(text) : null;

    /// <inheritdoc/>
    public override string Text(object value) => ((TextValue)value).Value;

    internal override object? ParseUtf8(ReadOnlySpan<byte> text)
    {
        if (recent?.Find(text) is { } known)
        {
            return known;
        }

        var value = base.ParseUtf8(text);
        if (recent is not null && value is TextValue made)
        {
            recent.Keep(text, made);
        }

        return value;
    }

    internal Checked<T> Check<T>(string text, Func<string, T> construct)
        where T : notnull =>
        Allows(text) ? new Checked<T>.Valid(construct(text)) : new Checked<T>.Refused(ValueRefusal.Of(this, text));

    internal string Require(string text) =>
        Allows(text) ? text : throw new ArgumentException(ValueRefusal.Of(this, text).ToString(), nameof(text));

    private bool Allows(string text) => Fits(text) && XmlCharacters.IsWritable(text);

    // Of text that an XML reader gave: its characters are writable.
    private bool Fits(string text) =>
        text.Length >= MinLength && text.Length <= MaxLength && (regex is null || regex.IsMatch(text));
}
