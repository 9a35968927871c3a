using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Json;

/// <summary>Writes components as objects, by their descriptions.</summary>
internal sealed class JsonComponentWriter(Utf8JsonWriter json)
{
    /// <summary>Writes a component as an object.</summary>
    public void Write(IComponent component)
    {
        json.WriteStartObject();
        foreach (var element in component.Description.Elements.Span)
        {
            switch (component[element.Index])
            {
                case null:
                    break;
                case IValueList list when element.Repeats:
                    json.WriteStartArray(element.Utf8Tag);
                    for (var i = 0; i < list.Count; i++)
                    {
                        Content(element.Type, list[i]);
                    }

                    json.WriteEndArray();
                    break;
                case { } content:
                    json.WritePropertyName(element.Utf8Tag);
                    Content(element.Type, content);
                    break;
            }
        }

        json.WriteEndObject();
    }

    private void Content(TypeDescription type, object content)
    {
        switch (type)
        {
            case SimpleDescription simple:
                json.WriteStringValue(simple.Text(content));
                break;
            case AmountDescription:
                var amount = (IAmount)content;
                json.WriteStartObject();
                json.WriteString(JsonAmount.Number, amount.Value.ToString(CultureInfo.InvariantCulture));
                json.WriteString(JsonAmount.Currency, amount.Currency);
                json.WriteEndObject();
                break;
            case ComponentDescription:
                Write((IComponent)content);
                break;
            case FragmentDescription:
                json.WriteStartObject();
                json.WriteString(JsonFragments.Member, ((IFragment)content).Any.Text);
                json.WriteEndObject();
                break;
            default:
                throw new UnreachableException();
        }
    }
}
