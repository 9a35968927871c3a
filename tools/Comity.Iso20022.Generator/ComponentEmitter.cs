using System.Globalization;
using static Comity.Iso20022.Generator.CodeText;
using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>Emits sequences, choices and fragments, each with its description, what makes it, and what walks it.</summary>
internal static class ComponentEmitter
{
    public static void Emit(CodeText code, SequenceComponent sequence)
    {
        code.Line($"/// <summary>The ISO 20022 component {sequence.SchemaName}.</summary>");
        code.Block(
            $"public sealed record {sequence.Name} : IComponent",
            () =>
            {
                foreach (var member in sequence.Members)
                {
                    code.Summary(Describe(member));
                    code.Line(Property(member));
                    code.Line();
                }

                EmitDescription(code, "SequenceDescription", sequence.SchemaName, sequence.Members);
                code.Block(
                    "object? IComponent.this[int element] => element switch",
                    () =>
                    {
                        foreach (var (index, member) in sequence.Members.Index())
                        {
                            code.Line($"{Number(index)} => {Content(member, member.Tag)},");
                        }

                        code.Line("_ => throw new System.ArgumentOutOfRangeException(nameof(element)),");
                    },
                    ";"
                );
                code.Line();
                code.Block(
                    $"private static {sequence.Name} Make(System.ReadOnlySpan<object?> contents) => new()",
                    () =>
                    {
                        foreach (var (index, member) in sequence.Members.Index())
                        {
                            code.Line($"{member.Tag} = {FromContent(member, $"contents[{Number(index)}]")},");
                        }
                    },
                    ";"
                );
            }
        );
    }

    public static void Emit(CodeText code, ChoiceComponent choice)
    {
        code.Line(
            $"/// <summary>The ISO 20022 component {choice.SchemaName}: exactly one of its nested records.</summary>"
        );
        code.Block(
            $"public abstract record {choice.Name} : IComponent",
            () =>
            {
                code.Line($"private {choice.Name}() {{ }}");
                code.Line();
                EmitDescription(code, "ChoiceDescription", choice.SchemaName, choice.Members);
                code.Line("object? IComponent.this[int element] => element == ChosenElement ? ChosenContent : null;");
                code.Line();
                foreach (var (index, member) in choice.Members.Index())
                {
                    EmitAlternative(code, choice, index, member);
                }

                if (choice.Members.Any(m => m.Optional))
                {
                    code.Summary("none of the alternatives, which the schema allows here");
                    code.Block($"public sealed record Nothing : {choice.Name}", () => EmitChosen(code, -1, "null"));
                    code.Line();
                }

                code.Line("private protected abstract int ChosenElement { get; }");
                code.Line();
                code.Line("private protected abstract object? ChosenContent { get; }");
                code.Line();
                code.Block(
                    $"private static {choice.Name} Make(int element, object? content) => element switch",
                    () =>
                    {
                        foreach (var (index, member) in choice.Members.Index())
                        {
                            var content = FromContent(member with { Least = 1 }, "content");
                            code.Line($"{Number(index)} => new {member.Tag}({content}),");
                        }

                        code.Line(
                            choice.Members.Any(m => m.Optional)
                                ? "_ => new Nothing(),"
                                : "_ => throw new System.ArgumentOutOfRangeException(nameof(element)),"
                        );
                    },
                    ";"
                );
            }
        );
    }

    public static void Emit(CodeText code, FragmentComponent fragment)
    {
        code.Line(
            $"/// <summary>The ISO 20022 component {fragment.SchemaName}: one XML element kept as given.</summary>"
        );
        code.Block(
            $"public sealed record {fragment.Name}(XmlFragment Any) : IFragment",
            () =>
            {
                var space = fragment.Namespace is null ? "null" : Quote(fragment.Namespace);
                code.Summary("the type as the schema defines it");
                code.Line(
                    $"public static FragmentDescription Description {{ get; }} = new({Quote(fragment.SchemaName)}, {space}, static any => new {fragment.Name}(any));"
                );
                code.Line();
                code.Line("/// <summary>The element.</summary>");
                var check = fragment.Namespace is null ? "" : $".InNamespace({space})";
                code.Line($"public XmlFragment Any {{ get; init => field = value{check}; }} = Any{check};");
            }
        );
    }

    /// <summary>The description of a component and what it is made of.</summary>
    public static void EmitDescription(
        CodeText code,
        string kind,
        string name,
        IReadOnlyList<Member> members,
        bool implements = true
    )
    {
        code.Summary("the type as the schema defines it");
        code.Line($"public static {kind} Description {{ get; }} = new(");
        code.Line($"    {Quote(name)},");
        code.Line("    Make,");
        foreach (var (index, member) in members.Index())
        {
            var bounds = member is { Least: 1, Most: 1 } ? "" : ", " + Bounds(member);
            var end = index == members.Count - 1 ? ");" : ",";
            code.Line(
                $"    new ElementDescription({Quote(member.Tag)}, {member.Type.DescriptionExpression}{bounds}){end}"
            );
        }

        code.Line();
        if (implements)
        {
            code.Line("ComponentDescription IComponent.Description => Description;");
            code.Line();
        }
    }

    private static string Property(Member member)
    {
        var type = member.Type.CSharpType;
        if (member.Repeats)
        {
            var list = $"public {(member.Optional ? "" : "required ")}ValueList<{type}> {member.Tag}";
            var check = $"{{ get; init => field = value.Within({Quote(member.Tag)}, {Bounds(member)}); }}";
            return member.Optional ? $"{list} {check} = [];" : $"{list} {check}";
        }

        return member.Optional
            ? $"public {type}? {member.Tag} {{ get; init; }}"
            : $"public required {type} {member.Tag} {{ get; init; }}";
    }

    private static void EmitAlternative(CodeText code, ChoiceComponent choice, int index, Member member)
    {
        var type = member.Repeats ? $"ValueList<{member.Type.CSharpType}>" : member.Type.CSharpType;
        code.Summary($"alternative {member.Tag}: {member.Type.Allowed}");
        code.Block(
            $"public sealed record {member.Tag}({type} Value) : {choice.Name}",
            () =>
            {
                if (member.Repeats)
                {
                    var check = $"Within({Quote(member.Tag)}, {Bounds(member)})";
                    code.Line("/// <summary>The elements.</summary>");
                    code.Line($"public {type} Value {{ get; init => field = value.{check}; }} = Value.{check};");
                    code.Line();
                }

                EmitChosen(code, index, Content(member with { Least = 1 }, "Value"));
            }
        );
        code.Line();
    }

    private static void EmitChosen(CodeText code, int index, string content)
    {
        code.Line($"private protected override int ChosenElement => {Number(index)};");
        code.Line();
        code.Line($"private protected override object? ChosenContent => {content};");
    }

    private static string Content(Member member, string property) =>
        member switch
        {
            { Repeats: true } => $"{property}.OrNull()",
            { Type: CodeComponent, Optional: true } =>
                $"{property} is {{ }} the{member.Tag} ? {member.Type.DescriptionExpression}.Box((int)the{member.Tag}) : null",
            { Type: CodeComponent } => $"{member.Type.DescriptionExpression}.Box((int){property})",
            { Type: FlagComponent, Optional: true } =>
                $"{property} is {{ }} the{member.Tag} ? FlagDescription.Box(the{member.Tag}) : null",
            { Type: FlagComponent } => $"FlagDescription.Box({property})",
            _ => property,
        };

    private static string FromContent(Member member, string content) =>
        member switch
        {
            { Repeats: true } => $"ValueList.Of<{member.Type.CSharpType}>({content})",
            { Optional: true } => $"({member.Type.CSharpType}?){content}",
            _ => $"({member.Type.CSharpType}){content}!",
        };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Bounds(Member member) =>
        Number(member.Least) + ", " + (member.Most == int.MaxValue ? "int.MaxValue" : Number(member.Most));

    private static string Describe(Member member)
    {
        var occurrence = (member.Least, member.Most) switch
        {
            (1, 1) => "exactly one",
            (0, 1) => "at most one",
            (var least, int.MaxValue) => FormattableString.Invariant($"{least} or more"),
            var (least, most) => FormattableString.Invariant($"{least} to {most}"),
        };
        return $"{member.Tag}, {occurrence}: {member.Type.Allowed}";
    }
}
