using System.Text.RegularExpressions;

namespace Comity.Iso20022.Rules.Conditions;

/// <summary>A pattern with the text that it was made of; equal where the text is.</summary>
internal sealed class TextPattern(string text) : IEquatable<TextPattern>
{
    private readonly Regex regex = new(
        "^(?:" + text + @")\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline
    );

    public string Text { get; } = text;

    public bool IsMatch(string value) => regex.IsMatch(value);

    public bool Equals(TextPattern? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
