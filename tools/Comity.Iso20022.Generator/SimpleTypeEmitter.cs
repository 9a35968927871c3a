using System.Globalization;
using static Comity.Iso20022.Generator.CodeText;
using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>Emits the simple types: text, codes, numbers, dates, bytes, and amounts with their currency.</summary>
internal static class SimpleTypeEmitter
{
    public static void Emit(CodeText code, TextComponent text)
    {
        code.Summary(text.Description);
        code.Block(
            $"public sealed {(text.Pattern is null ? "" : "partial ")}record {text.Name} : TextValue",
            () =>
            {
                var pattern = text.Pattern is null ? "" : $", {Quote(text.Pattern)}, Pattern()";
                EmitDescription(
                    code,
                    "TextDescription",
                    text,
                    $"{Length(text.MinLength, "0")}, {Length(text.MaxLength, "int.MaxValue")}, static v => new {text.Name}(v){pattern}"
                );
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
                EmitDescription(
                    code,
                    "TemporalDescription",
                    temporal,
                    $"System.Xml.Schema.XmlTypeCode.{temporal.Kind}, static v => new {temporal.Name}(v)"
                );
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

    public static void Emit(CodeText code, BinaryComponent binary)
    {
        code.Summary(binary.Description);
        code.Block(
            $"public sealed record {binary.Name} : BinaryValue",
            () =>
            {
                EmitDescription(
                    code,
                    "BinaryDescription",
                    binary,
                    $"{Length(binary.MinLength, "0")}, {Length(binary.MaxLength, "int.MaxValue")}, static v => new {binary.Name}(v)"
                );
                EmitTextMembers(code, binary.Name);
                code.Line();
                code.Summary("the value, or why it is not one");
                code.Line(
                    $"public static Checked<{binary.Name}> Check(System.ReadOnlySpan<byte> bytes) => Check(System.Convert.ToBase64String(bytes));"
                );
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
                EmitDescription(
                    code,
                    "NumberDescription",
                    number,
                    $"{Arguments(number.Facets)}, static v => new {number.Name}(v)"
                );
                code.Line($"private {number.Name}(decimal value) : base(value) {{ }}");
                code.Line();
                code.Summary("the value, or why it is not one");
                code.Line(
                    $"public static Checked<{number.Name}> Check(decimal value) => Description.Check(value, static v => new {number.Name}(v));"
                );
                code.Line();
                code.Summary("the value; throws ArgumentException where it is not one");
                code.Line($"public static {number.Name} From(decimal value) => new(Description.Require(value));");
                code.Line();
                code.Summary("as From");
                code.Line($"public static implicit operator {number.Name}(decimal value) => From(value);");
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
        code.Summary("what describes " + list.Name);
        code.Block(
            $"public static class {list.Name}Codes",
            () =>
            {
                code.Summary("the type as the schema defines it");
                code.Line(
                    $"public static CodeDescription Description {{ get; }} = CodeDescription.Of<{list.Name}>({Quote(list.SchemaName)}, {Quote(list.Description)}, {string.Join(", ", list.Codes.Select(Quote))});"
                );
            }
        );
    }

    public static void Emit(CodeText code, AmountComponent amount)
    {
        var (name, tag, type) = (amount.Name, amount.Attribute, amount.AttributeType.Name);
        code.Summary($"{amount.Description}, with {tag}");
        code.Block(
            $"public sealed record {name} : IAmount",
            () =>
            {
                code.Summary("the type as the schema defines it");
                code.Line("public static AmountDescription Description { get; } = new(");
                code.Line(
                    $"    new NumberDescription({Quote(amount.SchemaName)}, {Quote(amount.Description)}, {Arguments(amount.Facets)}),"
                );
                code.Line($"    {type}.Description,");
                code.Line($"    static (value, currency) => new {name}(value, ({type})currency));");
                code.Line();
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
                code.Line("public decimal Value { get; init => field = Description.Number.Require(value); }");
                code.Line();
                code.Summary(amount.AttributeType.Allowed);
                code.Line($"public {type} {tag} {{ get; init; }}");
                code.Line();
                code.Line($"string IAmount.Currency => {tag}.Value;");
                code.Line();
                code.Summary("the amount, or why it is not one");
                code.Line($"public static Checked<{name}> Check(decimal value, {type} {tag.ToLowerInvariant()}) =>");
                code.Line($"    Description.Number.Check(value, v => new {name}(v, {tag.ToLowerInvariant()}));");
            }
        );
    }

    /// <summary>Emits the descriptions of the types that are plain truth values in C#.</summary>
    public static void EmitFlags(CodeText code, IEnumerable<string> names)
    {
        code.Line("/// <summary>The types whose values are true or false.</summary>");
        code.Block(
            "internal static class Flags",
            () =>
            {
                foreach (var name in names)
                {
                    code.Line($"internal static readonly FlagDescription {name} = new({Quote(name)});");
                }
            }
        );
    }

    private static void EmitDescription(CodeText code, string kind, Component type, string arguments)
    {
        code.Summary("the type as the schema defines it");
        code.Line(
            $"public static {kind} Description {{ get; }} = new({Quote(type.SchemaName)}, {Quote(type.Allowed)}, {arguments});"
        );
        code.Line();
    }

    private static void EmitTextMembers(CodeText code, string name)
    {
        code.Line($"private {name}(string value) : base(value) {{ }}");
        code.Line();
        code.Summary("the value, or why it is not one");
        code.Line(
            $"public static Checked<{name}> Check(string text) => Description.Check(text, static v => new {name}(v));"
        );
        code.Line();
        code.Summary("the value; throws ArgumentException where the text is not one");
        code.Line($"public static {name} From(string text) => new(Description.Require(text));");
        code.Line();
        code.Summary("as From");
        code.Line($"public static implicit operator {name}(string text) => From(text);");
    }

    private static string Arguments(NumberFacets facets)
    {
        var digits = facets.TotalDigits.ToString(CultureInfo.InvariantCulture);
        var fraction = facets.FractionDigits.ToString(CultureInfo.InvariantCulture);
        return $"{digits}, {fraction}, {(facets.MinInclusive is { } text ? text + "m" : "decimal.MinValue")}";
    }

    private static string Length(int? bound, string absent) => bound?.ToString(CultureInfo.InvariantCulture) ?? absent;
}
