using static Comity.Iso20022.Generator.CodeText;
using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>Emits a class for each message, the header's constants, and the list of all messages.</summary>
internal static class MessageEmitter
{
    /// <summary>What every generated file uses.</summary>
    public static readonly string[] Usings =
    [
        "Comity.Iso20022.Reading",
        "Comity.Iso20022.Values",
        "Comity.Iso20022.Writing",
    ];

    /// <summary><c>pacs.008.001.08</c> becomes <c>Pacs00800108</c>.</summary>
    public static string ClassName(SchemaFile schema)
    {
        var joined = schema.Identifier.Replace(".", "", StringComparison.Ordinal);
        return char.ToUpperInvariant(joined[0]) + joined[1..];
    }

    public static string Message(SchemaFile schema)
    {
        if (schema.Root is not SequenceComponent { Members: [{ Least: 1, Most: 1 } body] })
        {
            throw new NotSupportedException($"{schema.Identifier}: a Document with one element expected.");
        }

        var (name, tag, type) = (ClassName(schema), SchemaPattern.Identifier(body.Tag), body.Type.Name);
        var code = new CodeText("Comity.Iso20022", ["Comity.Iso20022.Components", .. Usings]);
        code.Line($"/// <summary>The message {schema.Identifier}, {type}.</summary>");
        code.Line($"/// <param name=\"{tag}\">The message's body.</param>");
        code.Block(
            $"public sealed record {name}({type} {tag}) : Message",
            () =>
            {
                code.Line("/// <summary>What this class is a message of.</summary>");
                code.Line(
                    $"public static MessageType Definition {{ get; }} = new({Quote(schema.Identifier)}, {Quote(type)}, typeof({name}), Read);"
                );
                code.Line();
                code.Line("/// <inheritdoc/>");
                code.Line("public override MessageType Type => Definition;");
                code.Line();
                code.Block(
                    "internal override void Write(ElementWriter xml)",
                    () =>
                    {
                        code.Line($"xml.Start({Quote(body.Tag)});");
                        code.Line($"{tag}.Write(xml);");
                        code.Line("xml.End();");
                    }
                );
                code.Line();
                code.Block(
                    $"private static {name} Read(ElementReader xml)",
                    () =>
                    {
                        code.Line($"{name}? read = null;");
                        code.Block(
                            "while (xml.NextChild(out var tag))",
                            () =>
                                code.Line(
                                    $"read = tag == {Quote(body.Tag)} ? new({type}.Read(xml)) : throw ElementReader.Unforeseen(tag);"
                                )
                        );
                        code.Line();
                        code.Line($"return read ?? throw ElementReader.Unforeseen({Quote(body.Tag)});");
                    }
                );
            }
        );
        return code.ToString();
    }

    public static string Header(SchemaFile schema)
    {
        var code = new CodeText("Comity.Iso20022", ["Comity.Iso20022.Components", .. Usings]);
        code.Line("/// <summary>The business application header in the version that is supported.</summary>");
        code.Block(
            "internal static class ApplicationHeader",
            () =>
            {
                code.Line($"internal const string Identifier = {Quote(schema.Identifier)};");
                code.Line();
                code.Line(
                    $"internal static {schema.Root.Name} Read(ElementReader xml) => {schema.Root.Name}.Read(xml);"
                );
            }
        );
        return code.ToString();
    }

    public static string Register(IReadOnlyList<SchemaFile> messages)
    {
        var code = new CodeText("Comity.Iso20022", Usings);
        code.Line("/// <summary>The messages that this library reads and writes.</summary>");
        code.Block(
            "public static partial class SupportedMessages",
            () =>
            {
                code.Line("/// <summary>All of them, in order of identifier.</summary>");
                code.Line("public static ValueList<MessageType> All { get; } =");
                code.Line("[");
                foreach (var message in messages)
                {
                    code.Line($"    {ClassName(message)}.Definition,");
                }

                code.Line("];");
            }
        );
        return code.ToString();
    }
}
