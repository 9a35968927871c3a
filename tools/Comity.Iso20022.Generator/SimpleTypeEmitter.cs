using System.Globalization;
using static Comity.Iso20022.Generator.CodeText;
using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>Emits the simple types: text, codes, numbers, dates, and amounts with their currency.</summary>
internal static class SimpleTypeEmitter
{
    public static void Emit(CodeText code, TextComponent text)
    {
        code.Summary(text.Description);
        code.Block(
            $"public sealed {(text.Pattern is null ? "" : "partial ")}record {text.Name} : TextValue",
            () =>
            {
                var least = (text.MinLength ?? 0).ToString(CultureInfo.InvariantCulture);
                var most = text.MaxLength?.ToString(CultureInfo.InvariantCulture) ?? "int.MaxValue";
                var pattern = text.Pattern is null ? "" : ", Pattern()";
                code.Line(
                    $"private static readonly TextRule Rule = new({Quote(text.Name)}, {Quote(text.Description)}, {least}, {most}{pattern});"
                );
                code.Line();
                EmitTextMembers(code, text.Name);
                if (text.Pattern is { } expression)
                {
                    code.Line();
                    code.Line(
                        $"[GeneratedRegex({Quote(SchemaPattern.ToDotNet(expression))}, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]"
                    );
                    code.Line("private static partial Regex Pattern();");
                }
            }
        );
    }

    public static void Emit(CodeText code, TemporalComponent temporal)
    {
        code.Summary(temporal.Description);
        code.Block(
            $"public sealed record {temporal.Name} : {temporal.Base}",
            () =>
            {
                var kind = $"System.Xml.Schema.XmlTypeCode.{temporal.Kind}";
                code.Line(
                    $"private static readonly TemporalRule Rule = new({Quote(temporal.Name)}, {Quote(temporal.Description)}, {kind});"
                );
                code.Line();
                EmitTextMembers(code, temporal.Name);
                var clr = temporal.Base switch
                {
                    "DateValue" => "System.DateOnly",
                    "DateTimeValue" => "System.DateTimeOffset",
                    _ => null,
                };
                if (clr is not null)
                {
                    code.Line();
                    code.Summary("the value in the usual notation");
                    code.Line($"public static implicit operator {temporal.Name}({clr} value) => From(Format(value));");
                }
            }
        );
    }

    public static void Emit(CodeText code, NumberComponent number)
    {
        code.Summary(number.Description);
        code.Block(
            $"public sealed record {number.Name} : NumberValue",
            () =>
            {
                EmitNumberRule(code, number.Name, number.Description, number.Facets);
                code.Line($"private {number.Name}(decimal value) : base(value) {{ }}");
                code.Line();
                code.Summary("the value, or why it is not one");
                code.Line(
                    $"public static Checked<{number.Name}> Check(decimal value) => Rule.Check(value, static v => new {number.Name}(v));"
                );
                code.Line();
                code.Summary("the value; throws ArgumentException where it is not one");
                code.Line($"public static {number.Name} From(decimal value) => new(Rule.Require(value));");
                code.Line();
                code.Summary("as From");
                code.Line($"public static implicit operator {number.Name}(decimal value) => From(value);");
                code.Line();
                code.Line($"internal static {number.Name} Read(ElementReader xml) => new(xml.Number());");
            }
        );
    }

    public static void Emit(CodeText code, CodeComponent list)
    {
        code.Summary(list.Description);
        code.Block(
            $"public enum {list.Name}",
            () =>
            {
                foreach (var value in list.Codes)
                {
                    code.Summary("code " + value);
                    code.Line($"{SchemaPattern.Identifier(value)},");
                }
            }
        );
        code.Line();
        code.Block(
            $"internal static class {list.Name}Text",
            () =>
            {
                code.Block(
                    $"internal static string ToCode(this {list.Name} value) => value switch",
                    () =>
                    {
                        foreach (var value in list.Codes)
                        {
                            code.Line($"{list.Name}.{SchemaPattern.Identifier(value)} => {Quote(value)},");
                        }

                        code.Line(
                            "_ => throw new System.ArgumentOutOfRangeException(nameof(value), value, \"Not a code of this list.\"),"
                        );
                    },
                    ";"
                );
                code.Line();
                code.Block(
                    $"internal static {list.Name} Read(ElementReader xml) => xml.Text() switch",
                    () =>
                    {
                        foreach (var value in list.Codes)
                        {
                            code.Line($"{Quote(value)} => {list.Name}.{SchemaPattern.Identifier(value)},");
                        }

                        code.Line("var other => throw ElementReader.Unforeseen(other),");
                    },
                    ";"
                );
            }
        );
    }

    public static void Emit(CodeText code, AmountComponent amount)
    {
        var (name, tag, type) = (amount.Name, amount.Attribute, amount.AttributeType.Name);
        code.Summary($"{amount.Description}, with {tag}");
        code.Block(
            $"public sealed record {name}",
            () =>
            {
                EmitNumberRule(code, name, amount.Description, amount.Facets);
                code.Summary($"the number and its {tag}; throws ArgumentException where the number is not allowed");
                code.Block(
                    $"public {name}(decimal value, {type} {tag.ToLowerInvariant()})",
                    () =>
                    {
                        code.Line("Value = value;");
                        code.Line($"{tag} = {tag.ToLowerInvariant()};");
                    }
                );
                code.Line();
                code.Summary(amount.Description);
                code.Line("public decimal Value { get; init => field = Rule.Require(value); }");
                code.Line();
                code.Summary(amount.AttributeType.Allowed);
                code.Line($"public {type} {tag} {{ get; init; }}");
                code.Line();
                code.Summary("the amount, or why it is not one");
                code.Line($"public static Checked<{name}> Check(decimal value, {type} {tag.ToLowerInvariant()}) =>");
                code.Line($"    Rule.Check(value, v => new {name}(v, {tag.ToLowerInvariant()}));");
                code.Line();
                code.Block(
                    $"internal static {name} Read(ElementReader xml)",
                    () =>
                    {
                        code.Line($"{type} the{tag} = xml.Attribute({Quote(tag)});");
                        code.Line($"return new {name}(xml.Number(), the{tag});");
                    }
                );
                code.Line();
                code.Block(
                    "internal void Write(ElementWriter xml)",
                    () =>
                    {
                        code.Line($"xml.Attribute({Quote(tag)}, {tag}.Value);");
                        code.Line("xml.Content(Value);");
                    }
                );
            }
        );
    }

    private static void EmitTextMembers(CodeText code, string name)
    {
        code.Line($"private {name}(string value) : base(value) {{ }}");
        code.Line();
        code.Summary("the value, or why it is not one");
        code.Line($"public static Checked<{name}> Check(string text) => Rule.Check(text, static v => new {name}(v));");
        code.Line();
        code.Summary("the value; throws ArgumentException where the text is not one");
        code.Line($"public static {name} From(string text) => new(Rule.Require(text));");
        code.Line();
        code.Summary("as From");
        code.Line($"public static implicit operator {name}(string text) => From(text);");
        code.Line();
        code.Line($"internal static {name} Read(ElementReader xml) => new(xml.Text());");
    }

    private static void EmitNumberRule(CodeText code, string name, string description, NumberFacets facets)
    {
        var digits = facets.TotalDigits.ToString(CultureInfo.InvariantCulture);
        var fraction = facets.FractionDigits.ToString(CultureInfo.InvariantCulture);
        var least = facets.MinInclusive is { } text ? text + "m" : "decimal.MinValue";
        code.Line(
            $"private static readonly NumberRule Rule = new({Quote(name)}, {Quote(description)}, {digits}, {fraction}, {least});"
        );
        code.Line();
    }
}
