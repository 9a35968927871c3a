using static Comity.Iso20022.Generator.CodeText;
using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>Emits a class for each message, the header's constants, and the list of all messages.</summary>
internal static class MessageEmitter
{
    /// <summary>What every generated file uses.</summary>
    public static readonly string[] Usings = ["Comity.Iso20022.Schema", "Comity.Iso20022.Values"];

    /// <summary><c>pacs.008.001.08</c> becomes <c>Pacs00800108</c>.</summary>
    public static string ClassName(string identifier)
    {
        var joined = identifier.Replace(".", "", StringComparison.Ordinal);
        return char.ToUpperInvariant(joined[0]) + joined[1..];
    }

    public static string Message(SchemaFile schema)
    {
        if (schema.Root is not SequenceComponent { Members: [{ Least: 1, Most: 1 } body] } document)
        {
            throw new NotSupportedException($"{schema.Identifier}: a Document with one element expected.");
        }

        var (name, tag, type) = (ClassName(schema.Identifier), PropertyName(body.Tag), body.Type.Name);
        var code = new CodeText("Comity.Iso20022", ["Comity.Iso20022.Components", .. Usings]);
        code.Line($"/// <summary>The message {schema.Identifier}, {body.Type.SchemaName}.</summary>");
        code.Line($"/// <param name=\"{tag}\">The message's body.</param>");
        code.Block(
            $"public sealed record {name}({type} {tag}) : Message",
            () =>
            {
                code.Line("/// <summary>What this class is a message of.</summary>");
                code.Line(
                    $"public static MessageType Definition {{ get; }} = new({Quote(schema.Identifier)}, {Quote(body.Type.SchemaName)}, typeof({name}), static () => Description!);"
                );
                code.Line();
                code.Line("/// <inheritdoc/>");
                code.Line("public override MessageType Type => Definition;");
                code.Line();
                ComponentEmitter.EmitDescription(
                    code,
                    "SequenceDescription",
                    schema.Root.SchemaName,
                    document.Members,
                    false
                );
                code.Line($"private protected override IComponent Body => {tag};");
                code.Line();
                code.Line(
                    $"private static {name} Make(System.ReadOnlySpan<object?> contents) => new(({type})contents[0]!);"
                );
            }
        );
        return code.ToString();
    }

    // The oldest schemas call a message's body by the message identifier.
    private static string PropertyName(string tag) => tag.Contains('.', StringComparison.Ordinal) ? "Content" : tag;

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
                code.Line($"internal static System.ReadOnlySpan<byte> Utf8Namespace => {Quote(schema.Namespace)}u8;");
                code.Line();
                code.Line($"internal static SequenceDescription Description => {schema.Root.Name}.Description;");
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
                    code.Line($"    {ClassName(message.Identifier)}.Definition,");
                }

                code.Line("];");
            }
        );
        return code.ToString();
    }
}
