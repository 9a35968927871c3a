using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Values;

/// <summary>Why a value is not of its type.</summary>
/// <param name="Type">The type's name: <c>Max35Text</c>, <c>Lei</c>.</param>
/// <param name="Found">What was given, cut at 80 characters.</param>
/// <param name="Allowed">What the type allows, in words.</param>
public sealed record ValueRefusal(string Type, string Found, string Allowed)
{
    private const int Longest = 80;

    /// <summary>The whole in one sentence.</summary>
    public override string ToString() => $"'{Found}' is not a valid {Type}: {Allowed} is allowed.";

    internal static ValueRefusal Of(TypeDescription type, string found) => new(type.Name, Cut(found), type.Allowed);

    /// <summary>Cuts long text, so that a refusal stays small whatever was given.</summary>
    internal static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
