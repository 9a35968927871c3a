using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>True or false; its values are boxed <see cref="bool"/>s.</summary>
public sealed class FlagDescription : SimpleDescription
{
    private static readonly object True = true;
    private static readonly object False = false;

    internal FlagDescription(string name)
        : base(name, "true or false") { }

    /// <inheritdoc/>
    public override object? Parse(string text) =>
        XmlCharacters.Collapse(text) switch
        {
            "true" or "1" => True,
            "false" or "0" => False,
            _ => null,
        };

    /// <inheritdoc/>
    public override string Text(object value) => (bool)value ? "true" : "false";

    internal static object Box(bool value) => value ? True : False;
}
