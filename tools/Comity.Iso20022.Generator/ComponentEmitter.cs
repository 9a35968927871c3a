using System.Globalization;
using static Comity.Iso20022.Generator.CodeText;
using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>Emits sequences and choices, each with what reads and what writes it.</summary>
internal static class ComponentEmitter
{
    public static void Emit(CodeText code, SequenceComponent sequence)
    {
        code.Line($"/// <summary>The ISO 20022 component {sequence.Name}.</summary>");
        code.Block(
            $"public sealed record {sequence.Name}",
            () =>
            {
                foreach (var member in sequence.Members)
                {
                    code.Summary(Describe(member));
                    code.Line(Property(member));
                    code.Line();
                }

                code.Block($"internal static {sequence.Name} Read(ElementReader xml)", () => EmitRead(code, sequence));
                code.Line();
                code.Block(
                    "internal void Write(ElementWriter xml)",
                    () =>
                    {
                        foreach (var member in sequence.Members)
                        {
                            EmitWrite(code, member, member.Tag);
                        }
                    }
                );
            }
        );
    }

    public static void Emit(CodeText code, ChoiceComponent choice)
    {
        code.Line($"/// <summary>The ISO 20022 component {choice.Name}: exactly one of its nested records.</summary>");
        code.Block(
            $"public abstract record {choice.Name}",
            () =>
            {
                code.Line($"private {choice.Name}() {{ }}");
                code.Line();
                foreach (var member in choice.Members)
                {
                    EmitAlternative(code, choice, member);
                }

                if (choice.Members.Any(m => m.Optional))
                {
                    code.Summary("none of the alternatives, which the schema allows here");
                    code.Block(
                        $"public sealed record Nothing : {choice.Name}",
                        () => code.Line("internal override void Write(ElementWriter xml) { }")
                    );
                    code.Line();
                }

                code.Line("internal abstract void Write(ElementWriter xml);");
                code.Line();
                code.Block($"internal static {choice.Name} Read(ElementReader xml)", () => EmitRead(code, choice));
            }
        );
    }

    public static void Emit(CodeText code, FragmentComponent fragment)
    {
        code.Line($"/// <summary>The ISO 20022 component {fragment.Name}: one XML element kept as given.</summary>");
        code.Block(
            $"public sealed record {fragment.Name}(XmlFragment Any)",
            () =>
            {
                code.Line("/// <summary>The element.</summary>");
                var check = fragment.Namespace == "##any" ? "" : $".InNamespace({Quote(fragment.Namespace)})";
                code.Line($"public XmlFragment Any {{ get; init => field = value{check}; }} = Any{check};");
                code.Line();
                code.Line($"internal static {fragment.Name} Read(ElementReader xml) => new(xml.Fragment());");
                code.Line();
                code.Line("internal void Write(ElementWriter xml) => xml.Fragment(Any);");
            }
        );
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

    private static void EmitRead(CodeText code, SequenceComponent sequence)
    {
        foreach (var member in sequence.Members)
        {
            EmitLocal(code, member);
        }

        EmitLoop(code, sequence.Members, m => m.Repeats ? Append(m) : $"the{m.Tag} = {ReadExpression(m)};");
        code.Line();
        code.Block(
            $"return new {sequence.Name}",
            () =>
            {
                foreach (var member in sequence.Members)
                {
                    var value = member switch
                    {
                        { Repeats: true } => $"ValueList.From(the{member.Tag})",
                        { Optional: true } => $"the{member.Tag}",
                        _ => $"the{member.Tag} ?? throw ElementReader.Unforeseen({Quote(member.Tag)})",
                    };
                    code.Line($"{member.Tag} = {value},");
                }
            },
            ";"
        );
    }

    private static void EmitAlternative(CodeText code, ChoiceComponent choice, Member member)
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

                code.Block(
                    "internal override void Write(ElementWriter xml)",
                    () => EmitWrite(code, member with { Least = 1 }, "Value")
                );
            }
        );
        code.Line();
    }

    private static void EmitRead(CodeText code, ChoiceComponent choice)
    {
        code.Line($"{choice.Name}? read = null;");
        foreach (var member in choice.Members.Where(m => m.Repeats))
        {
            EmitLocal(code, member);
        }

        EmitLoop(code, choice.Members, m => m.Repeats ? Append(m) : $"read = new {m.Tag}({ReadExpression(m)});");
        code.Line();
        foreach (var member in choice.Members.Where(m => m.Repeats))
        {
            code.Block(
                $"if (the{member.Tag} is not null)",
                () => code.Line($"read = new {member.Tag}(ValueList.From(the{member.Tag}));")
            );
            code.Line();
        }

        var absent = choice.Members.Any(m => m.Optional)
            ? "new Nothing()"
            : $"throw ElementReader.Unforeseen({Quote(choice.Name)})";
        code.Line($"return read ?? {absent};");
    }

    private static void EmitLocal(CodeText code, Member member) =>
        code.Line(
            member.Repeats
                ? $"System.Collections.Generic.List<{member.Type.CSharpType}>? the{member.Tag} = null;"
                : $"{member.Type.CSharpType}? the{member.Tag} = null;"
        );

    private static void EmitLoop(CodeText code, IReadOnlyList<Member> members, Func<Member, string> take) =>
        code.Block(
            "while (xml.NextChild(out var tag))",
            () =>
                code.Block(
                    "switch (tag)",
                    () =>
                    {
                        foreach (var member in members)
                        {
                            code.Line($"case {Quote(member.Tag)}:");
                            code.Line($"    {take(member)}");
                            code.Line("    break;");
                        }

                        code.Line("default:");
                        code.Line("    throw ElementReader.Unforeseen(tag);");
                    }
                )
        );

    private static string Append(Member member) => $"(the{member.Tag} ??= []).Add({ReadExpression(member)});";

    private static string ReadExpression(Member member) =>
        member.Type switch
        {
            FlagComponent => "xml.Flag()",
            CodeComponent list => $"{list.Name}Text.Read(xml)",
            var other => $"{other.Name}.Read(xml)",
        };

    private static void EmitWrite(CodeText code, Member member, string property)
    {
        if (member.Repeats)
        {
            code.Block($"foreach (var item in {property})", () => EmitElement(code, member, "item"));
        }
        else if (member.Optional)
        {
            code.Block(
                $"if ({property} is {{ }} the{member.Tag})",
                () => EmitElement(code, member, "the" + member.Tag)
            );
        }
        else
        {
            EmitElement(code, member, property);
        }
    }

    private static void EmitElement(CodeText code, Member member, string value)
    {
        var tag = Quote(member.Tag);
        switch (member.Type)
        {
            case FlagComponent:
                code.Line($"xml.Leaf({tag}, {value});");
                break;
            case CodeComponent:
                code.Line($"xml.Leaf({tag}, {value}.ToCode());");
                break;
            case TextComponent or TemporalComponent or NumberComponent:
                code.Line($"xml.Leaf({tag}, {value}.Value);");
                break;
            default:
                code.Line($"xml.Start({tag});");
                code.Line($"{value}.Write(xml);");
                code.Line("xml.End();");
                break;
        }
    }

    private static string Bounds(Member member) =>
        member.Least.ToString(CultureInfo.InvariantCulture)
        + ", "
        + (member.Most == int.MaxValue ? "int.MaxValue" : member.Most.ToString(CultureInfo.InvariantCulture));

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
