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
    /// <exception cref="NotSupportedException">A schema uses what no ISO 20022 schema has used so far.</exception>
    public static SortedDictionary<string, string> Run(string schemas)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var messages = new List<SchemaFile>();
        var names = new SharedNames();
        var flags = new SortedSet<string>(StringComparer.Ordinal);
        SchemaFile? header = null;
        foreach (var path in Directory.GetFiles(schemas, "*.xsd").Order(StringComparer.Ordinal))
        {
            var schema = SchemaFile.Load(path);
            foreach (var component in names.Take(schema))
            {
                if (component is FlagComponent)
                {
                    flags.Add(component.Name);
                }
                else if (!ReferenceEquals(component, schema.Root) || schema.RootTag != "Document")
                {
                    files.Add($"Components/{component.Name}.cs", Emit(component));
                }
            }

            if (schema.RootTag == "Document")
            {
                messages.Add(schema);
                files.Add($"Messages/{MessageEmitter.ClassName(schema.Identifier)}.cs", MessageEmitter.Message(schema));
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
        var flagTypes = new CodeText($"{Root}.Components", MessageEmitter.Usings);
        SimpleTypeEmitter.EmitFlags(flagTypes, flags);
        files.Add("Components/Flags.cs", flagTypes.ToString());
        files.Add("Messages/SupportedMessages.cs", MessageEmitter.Register(messages));
        return files;
    }

    private static string Emit(Component component)
    {
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
            case BinaryComponent binary:
                SimpleTypeEmitter.Emit(code, binary);
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

        return code.ToString();
    }

    private static string[] Usings(Component component) =>
        component is TextComponent { Pattern: not null }
            ? ["System.Text.RegularExpressions", .. MessageEmitter.Usings]
            : MessageEmitter.Usings;
}
