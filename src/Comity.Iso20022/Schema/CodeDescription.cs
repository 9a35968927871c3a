using System.Text;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>A closed list of codes; its values are an enum whose members follow the list.</summary>
public sealed class CodeDescription : SimpleDescription
{
    private readonly object[] values;
    private readonly string[] codes;
    private readonly byte[][] utf8Codes;

    private CodeDescription(string name, string allowed, object[] values, string[] codes)
        : base(name, allowed)
    {
        (this.values, this.codes, Codes) = (values, codes, new ValueList<string>(codes));
        utf8Codes = Array.ConvertAll(codes, Encoding.UTF8.GetBytes);
    }

    /// <summary>The codes in the schema's order.</summary>
    public ValueList<string> Codes { get; }

    /// <inheritdoc/>
    public override object? Parse(string text)
    {
        var index = Array.IndexOf(codes, text);
        return index < 0 ? null : values[index];
    }

    /// <inheritdoc/>
    public override string Text(object value) => codes[Array.IndexOf(values, value)];

    internal static CodeDescription Of<T>(string name, string allowed, params string[] codes)
        where T : struct, Enum => new(name, allowed, Enum.GetValues<T>().Cast<object>().ToArray(), codes);

    internal override object? ParseUtf8(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < utf8Codes.Length; i++)
        {
            if (text.SequenceEqual(utf8Codes[i]))
            {
                return values[i];
            }
        }

        return null;
    }

    // The one box of an enum's member, so that walking a message allocates nothing.
    internal object Box(int member) =>
        (uint)member < (uint)values.Length
            ? values[member]
            : throw new ArgumentOutOfRangeException(nameof(member), member, $"Not a code of {Name}.");
}
