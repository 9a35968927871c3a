namespace Comity.Iso20022.Rules.Loading;

/// <summary>A part of a JSON text that knows where it stands.</summary>
internal abstract record JsonPart(int Line, int Column)
{
    public sealed record Text(int Line, int Column, string Value) : JsonPart(Line, Column);

    public sealed record Number(int Line, int Column, int Value) : JsonPart(Line, Column);

    public sealed record List(int Line, int Column, IReadOnlyList<JsonPart> Items) : JsonPart(Line, Column);

    public sealed record Group(int Line, int Column, IReadOnlyList<JsonMember> Members) : JsonPart(Line, Column);

    /// <summary>What it is, for people.</summary>
    public string Kind =>
        this switch
        {
            Text text => "\"" + text.Value + "\"",
            Number number => FormattableString.Invariant($"{number.Value}"),
            List => "a list",
            _ => "an object",
        };
}

/// <summary>A member of an object, with the place of its name.</summary>
internal sealed record JsonMember(int Line, int Column, string Name, JsonPart Value);
