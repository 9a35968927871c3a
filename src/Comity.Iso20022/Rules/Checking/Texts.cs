using System.Globalization;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>The texts of contents, as rules look at them.</summary>
internal static class Texts
{
    /// <summary>The text of an element with a value; empty for one with children.</summary>
    public static string Of(TypeDescription type, object content) =>
        content switch
        {
            TextValue text => text.Value,
            IAmount amount => amount.Value.ToString(CultureInfo.InvariantCulture),
            _ => type is SimpleDescription simple ? simple.Text(content) : "",
        };

    /// <summary>How many characters of text stand in an element and everything in it.</summary>
    public static int Length(TypeDescription type, object content)
    {
        if (content is not IComponent component)
        {
            return Of(type, content).Length;
        }

        var length = 0;
        foreach (var element in component.Description.Elements.Span)
        {
            switch (component[element.Index])
            {
                case null:
                    break;
                case IValueList list:
                    for (var i = 0; i < list.Count; i++)
                    {
                        length += Length(element.Type, list[i]);
                    }

                    break;
                case var inner:
                    length += Length(element.Type, inner);
                    break;
            }
        }

        return length;
    }
}
