using System.Text.RegularExpressions;
using System.Xml;

namespace Comity.Iso20022.Values;

/// <summary>What a text type allows: bounds on its length in UTF-16 units, as the framework counts them, and a pattern.</summary>
internal sealed class TextRule(string type, string allowed, int minLength, int maxLength, Regex? pattern = null)
{
    public Checked<T> Check<T>(string text, Func<string, T> make)
        where T : notnull =>
        Allows(text)
            ? new Checked<T>.Valid(make(text))
            : new Checked<T>.Refused(new ValueRefusal(type, ValueRefusal.Cut(text), allowed));

    public string Require(string text) =>
        Allows(text)
            ? text
            : throw new ArgumentException(
                new ValueRefusal(type, ValueRefusal.Cut(text), allowed).ToString(),
                nameof(text)
            );

    private bool Allows(string text) =>
        text.Length >= minLength
        && text.Length <= maxLength
        && XmlCharacters.IsWritable(text)
        && (pattern is null || pattern.IsMatch(text));
}
