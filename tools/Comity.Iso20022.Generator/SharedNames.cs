using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>
/// Gives every component its name in C#. Schemas share a component where name and content, down to the last facet, are the
/// same. Where a schema gives a known name another content, its component and all that hold it are kept apart under the name
/// and the message's class: <c>Party40Choice_Pacs00800113</c>. The schema that comes first by identifier has the plain name.
/// </summary>
internal sealed class SharedNames
{
    private readonly Dictionary<string, string> contents = new(StringComparer.Ordinal);

    /// <summary>Names the components of one schema; true for those that no schema before it had.</summary>
    public List<Component> Take(SchemaFile schema)
    {
        var made = new List<Component>();
        var known = new Dictionary<Component, string>(ReferenceEqualityComparer.Instance);
        foreach (var component in schema.Components)
        {
            var content = Content(component, known);
            if (contents.GetValueOrDefault(component.Name, content) != content)
            {
                component.Name += "_" + MessageEmitter.ClassName(schema.Identifier);
            }

            if (contents.TryAdd(component.Name, content))
            {
                made.Add(component);
            }
        }

        return made;
    }

    private static string Content(Component component, Dictionary<Component, string> known)
    {
        if (known.TryGetValue(component, out var content))
        {
            return content;
        }

        // A component inside itself would never end here: no ISO 20022 schema in use has one.
        known.Add(component, "");
        var text = component switch
        {
            SequenceComponent sequence => "sequence" + Content(sequence.Members, known),
            ChoiceComponent choice => "choice" + Content(choice.Members, known),
            CodeComponent list => "codes" + string.Join(' ', list.Codes),
            AmountComponent amount =>
                $"amount {amount.Facets} {amount.Attribute} {Content(amount.AttributeType, known)}",
            _ => component.ToString(),
        };
        content = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(component.SchemaName + text)));
        known[component] = content;
        return content;
    }

    private static string Content(IReadOnlyList<Member> members, Dictionary<Component, string> known) =>
        string.Concat(
            members.Select(m =>
                string.Create(CultureInfo.InvariantCulture, $" {m.Tag} {m.Least} {m.Most} {Content(m.Type, known)}")
            )
        );
}
