using System.Diagnostics;
using System.Text.Json;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Json;

/// <summary>
/// Reads components by their descriptions, and checks what the schema asks: names, occurrence and values; the order of members
/// says nothing in JSON. Each method begins at a value's first token and ends at its last. What is refused goes into the
/// faults; unless that stops the reading, it goes on behind the fault, and gives null for what was not valid.
/// </summary>
/// <param name="space">The namespace in XML of the message or the header that is read.</param>
/// <param name="limits">How long a text may be.</param>
/// <param name="faults">What was refused.</param>
internal sealed class JsonComponentReader(string space, ReadLimits limits, JsonFaults faults)
{
    /// <summary>Reads a message or a header.</summary>
    public IComponent? Read(ref Utf8JsonReader json, SequenceDescription type) => Sequence(ref json, type);

    private object? Content(ref Utf8JsonReader json, TypeDescription type) =>
        type switch
        {
            SimpleDescription simple => Simple(ref json, simple),
            SequenceDescription sequence => Sequence(ref json, sequence),
            ChoiceDescription choice => Choice(ref json, choice),
            AmountDescription amount => Amount(ref json, amount),
            FragmentDescription fragment => Fragment(ref json, fragment),
            _ => throw new UnreachableException(),
        };

    private IComponent? Sequence(ref Utf8JsonReader json, SequenceDescription type)
    {
        if (!Expect(ref json, JsonTokenType.StartObject, "an object"))
        {
            return null;
        }

        var failed = faults.Count;
        var elements = type.Elements.Span;
        var contents = new object?[elements.Length];
        Span<bool> seen = stackalloc bool[elements.Length];
        var next = 0;
        while (NextMember(ref json))
        {
            if (Find(ref json, elements, next) is not { } element)
            {
                Refuse(ref json, JsonReadFailureKind.UnexpectedMember, Tags(elements, seen));
            }
            else if (seen[element.Index])
            {
                Refuse(
                    ref json,
                    JsonReadFailureKind.DuplicateMember,
                    "each member once; an array where an element repeats"
                );
            }
            else
            {
                seen[element.Index] = true;
                next = element.Index + 1;
                json.Read();
                contents[element.Index] = Element(ref json, element);
            }
        }

        foreach (var element in elements)
        {
            if (!element.Optional && !seen[element.Index])
            {
                faults.Add(JsonReadFailureKind.MissingMember, ref json, "the object's end", element.Tag);
            }
        }

        return faults.Count == failed ? type.Make(contents) : null;
    }

    private IComponent? Choice(ref Utf8JsonReader json, ChoiceDescription type)
    {
        if (!Expect(ref json, JsonTokenType.StartObject, "an object"))
        {
            return null;
        }

        var failed = faults.Count;
        var elements = type.Elements.Span;
        var chosen = -1;
        object? content = null;
        while (NextMember(ref json))
        {
            if (Find(ref json, elements, 0) is not { } element)
            {
                Refuse(ref json, JsonReadFailureKind.UnexpectedMember, "one of " + Tags(elements, default));
            }
            else if (chosen >= 0)
            {
                var again = element.Index == chosen;
                var kind = again ? JsonReadFailureKind.DuplicateMember : JsonReadFailureKind.UnexpectedMember;
                Refuse(ref json, kind, $"{elements[chosen].Tag} alone: one alternative of {type.Name}");
            }
            else
            {
                chosen = element.Index;
                json.Read();
                content = Element(ref json, element);
            }
        }

        if (chosen < 0 && !type.MayBeEmpty)
        {
            faults.Add(
                JsonReadFailureKind.MissingMember,
                ref json,
                "the object's end",
                "one of " + Tags(elements, default)
            );
        }

        return faults.Count == failed ? type.Make(chosen, content) : null;
    }

    // What repeats may stand alone or in an array; what does not, only alone.
    private object? Element(ref Utf8JsonReader json, ElementDescription element)
    {
        if (!element.Repeats)
        {
            return Content(ref json, element.Type);
        }

        var items = new List<object>();
        var (start, count) = (json.TokenStartIndex, 0);
        var isArray = json.TokenType == JsonTokenType.StartArray;
        while (!isArray || (json.Read() && json.TokenType != JsonTokenType.EndArray))
        {
            count++;
            if (Content(ref json, element.Type) is { } item)
            {
                items.Add(item);
            }

            if (!isArray)
            {
                break;
            }
        }

        var least = Math.Max(1, element.Least);
        if (count < least || count > element.Most)
        {
            var most = element.Most == int.MaxValue ? "or more" : FormattableString.Invariant($"to {element.Most}");
            var allowed = FormattableString.Invariant($"{least} {most}");
            faults.Add(JsonReadFailureKind.WrongCount, start, FormattableString.Invariant($"{count} items"), allowed);
        }

        return items;
    }

    private object? Simple(ref Utf8JsonReader json, SimpleDescription type)
    {
        if (Text(ref json, type.Allowed) is not { } text)
        {
            return null;
        }

        // XML collapses white space around these; JSON has no such rule.
        var spaced =
            type is NumberDescription or TemporalDescription or FlagDescription
            && text.AsSpan().ContainsAny(XmlCharacters.Spaces);
        var value = spaced ? null : type.Parse(text);
        if (value is null)
        {
            faults.Add(JsonReadFailureKind.InvalidValue, ref json, text, type.Allowed);
        }

        return value;
    }

    private IAmount? Amount(ref Utf8JsonReader json, AmountDescription type)
    {
        if (!Expect(ref json, JsonTokenType.StartObject, "an object with amt and Ccy"))
        {
            return null;
        }

        var failed = faults.Count;
        var (hasNumber, hasCurrency) = (false, false);
        decimal number = 0;
        TextValue? currency = null;
        while (NextMember(ref json))
        {
            if (JsonTokens.Is(ref json, JsonAmount.Number) && !hasNumber)
            {
                hasNumber = true;
                json.Read();
                number = Number(ref json, type.Number);
            }
            else if (JsonTokens.Is(ref json, JsonAmount.Currency) && !hasCurrency)
            {
                hasCurrency = true;
                json.Read();
                currency = (TextValue?)Simple(ref json, type.Currency);
            }
            else
            {
                var known = JsonTokens.Is(ref json, JsonAmount.Number) || JsonTokens.Is(ref json, JsonAmount.Currency);
                var kind = known ? JsonReadFailureKind.DuplicateMember : JsonReadFailureKind.UnexpectedMember;
                Refuse(ref json, kind, "amt and Ccy, each once");
            }
        }

        if (!hasNumber || !hasCurrency)
        {
            faults.Add(JsonReadFailureKind.MissingMember, ref json, "the object's end", hasNumber ? "Ccy" : "amt");
        }

        return faults.Count == failed ? type.Make(number, currency!) : null;
    }

    private decimal Number(ref Utf8JsonReader json, NumberDescription type)
    {
        decimal number = 0;
        if (
            Text(ref json, type.Allowed) is { } text
            && (text.AsSpan().ContainsAny(XmlCharacters.Spaces) || !type.TryParse(text, out number))
        )
        {
            faults.Add(JsonReadFailureKind.InvalidValue, ref json, text, type.Allowed);
        }

        return number;
    }

    private IFragment? Fragment(ref Utf8JsonReader json, FragmentDescription type)
    {
        if (!Expect(ref json, JsonTokenType.StartObject, "an object with xml"))
        {
            return null;
        }

        var failed = faults.Count;
        var hasXml = false;
        IFragment? fragment = null;
        while (NextMember(ref json))
        {
            if (!JsonTokens.Is(ref json, "xml"u8))
            {
                Refuse(ref json, JsonReadFailureKind.InvalidFragment, "the member xml alone");
            }
            else if (hasXml)
            {
                Refuse(ref json, JsonReadFailureKind.DuplicateMember, "the member xml once");
            }
            else
            {
                hasXml = true;
                json.Read();
                if (Text(ref json, "an XML element as text") is not { } text)
                {
                    continue;
                }

                fragment = JsonFragments.Read(text, type, space, limits, out var fault);
                if (fragment is null)
                {
                    var allowed = type.Namespace is { } wanted ? $"one XML element in {wanted}" : "one XML element";
                    faults.Add(JsonReadFailureKind.InvalidFragment, ref json, fault, allowed);
                }
            }
        }

        if (!hasXml)
        {
            faults.Add(JsonReadFailureKind.MissingMember, ref json, "the object's end", JsonFragments.Member);
        }

        return faults.Count == failed ? fragment : null;
    }

    private string? Text(ref Utf8JsonReader json, string allowed)
    {
        if (!Expect(ref json, JsonTokenType.String, "a string: " + allowed))
        {
            return null;
        }

        // Six bytes, as in \u0041, are the most that one UTF-16 unit takes.
        string? text = null;
        var most = limits.MaxTextLength;
        if (json.ValueSpan.Length / 6 > most || (JsonTokens.TryGetText(ref json, out text) && text.Length > most))
        {
            var bound = FormattableString.Invariant($"at most {most} characters");
            faults.Add(JsonReadFailureKind.TextTooLong, ref json, "a longer text", bound);
            return null;
        }

        if (text is null || !XmlCharacters.IsWritable(text))
        {
            const string found = "a control character or half of a surrogate pair";
            faults.Add(JsonReadFailureKind.InvalidValue, ref json, found, "characters that XML 1.0 has");
            return null;
        }

        return text;
    }

    // On a value of another type, passes over it.
    private bool Expect(ref Utf8JsonReader json, JsonTokenType token, string allowed)
    {
        if (json.TokenType == token)
        {
            return true;
        }

        faults.Add(JsonReadFailureKind.WrongType, ref json, JsonTokens.InWords(ref json), allowed);
        json.Skip();
        return false;
    }

    // At a member's name: notes the fault and passes over the member.
    private void Refuse(ref Utf8JsonReader json, JsonReadFailureKind kind, string allowed)
    {
        faults.Add(kind, ref json, JsonTokens.Name(ref json), allowed);
        json.Skip();
    }

    private static bool NextMember(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.PropertyName;
    }

    // Members mostly come in the schema's order, so the search begins where the last one was found.
    private static ElementDescription? Find(
        ref Utf8JsonReader json,
        ReadOnlySpan<ElementDescription> elements,
        int next
    )
    {
        for (var i = 0; i < elements.Length; i++)
        {
            var element = elements[(next + i) % elements.Length];
            if (JsonTokens.Is(ref json, element.Utf8Tag))
            {
                return element;
            }
        }

        return null;
    }

    private static string Tags(ReadOnlySpan<ElementDescription> elements, ReadOnlySpan<bool> seen)
    {
        var tags = new List<string>();
        foreach (var element in elements)
        {
            if (seen.IsEmpty || !seen[element.Index])
            {
                tags.Add(element.Tag);
            }
        }

        return tags.Count == 0 ? "the object's end" : string.Join(", ", tags);
    }
}
