using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>
/// Turns a folder of official schemas into the library's generated source. The folder is the one list of what is supported:
/// a schema put there is a message supported. Output depends on the schemas alone.
/// </summary>
public static class Generator
{
    private const string Root = "Comity.Iso20022";

    /// <summary>The text of every file, by its path below <c>Generated</c>, in order of path.</summary>
    /// <exception cref="NotSupportedException">
    /// A schema uses what no ISO 20022 schema has used so far, or two schemas define one name differently.
    /// </exception>
    public static SortedDictionary<string, string> Run(string schemas)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var messages = new List<SchemaFile>();
        SchemaFile? header = null;
        foreach (var path in Directory.GetFiles(schemas, "*.xsd").Order(StringComparer.Ordinal))
        {
            var schema = SchemaFile.Load(path);
            foreach (var component in schema.Components.Where(c => c != schema.Root || schema.RootTag != "Document"))
            {
                Add(files, component, schema.Identifier);
            }

            if (schema.RootTag == "Document")
            {
                messages.Add(schema);
                files.Add($"Messages/{MessageEmitter.ClassName(schema)}.cs", MessageEmitter.Message(schema));
            }
            else
            {
                header = header is null
                    ? schema
                    : throw new NotSupportedException("One version of the application header expected.");
            }
        }

        files.Add(
            "Messages/ApplicationHeader.cs",
            MessageEmitter.Header(header ?? throw new NotSupportedException("No head schema."))
        );
        files.Add("Messages/SupportedMessages.cs", MessageEmitter.Register(messages));
        return files;
    }

    private static void Add(SortedDictionary<string, string> files, Component component, string identifier)
    {
        if (component is FlagComponent)
        {
            return;
        }

        var code = new CodeText($"{Root}.Components", Usings(component));
        switch (component)
        {
            case TextComponent text:
                SimpleTypeEmitter.Emit(code, text);
                break;
            case CodeComponent list:
                SimpleTypeEmitter.Emit(code, list);
                break;
            case NumberComponent number:
                SimpleTypeEmitter.Emit(code, number);
                break;
            case TemporalComponent temporal:
                SimpleTypeEmitter.Emit(code, temporal);
                break;
            case AmountComponent amount:
                SimpleTypeEmitter.Emit(code, amount);
                break;
            case SequenceComponent sequence:
                ComponentEmitter.Emit(code, sequence);
                break;
            case ChoiceComponent choice:
                ComponentEmitter.Emit(code, choice);
                break;
            case FragmentComponent fragment:
                ComponentEmitter.Emit(code, fragment);
                break;
            default:
                throw new NotSupportedException(component.GetType().Name);
        }

        // The dictionary gives one name one meaning: the same name from two schemas must be the same type.
        var path = $"Components/{component.Name}.cs";
        var source = code.ToString();
        if (!files.TryAdd(path, source) && files[path] != source)
        {
            throw new NotSupportedException(
                $"{identifier} defines {component.Name} otherwise than a schema before it."
            );
        }
    }

    private static string[] Usings(Component component) =>
        component is TextComponent { Pattern: not null }
            ? ["System.Text.RegularExpressions", .. MessageEmitter.Usings]
            : MessageEmitter.Usings;
}
