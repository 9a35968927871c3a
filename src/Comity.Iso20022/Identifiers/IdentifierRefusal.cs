namespace Comity.Iso20022.Identifiers;

/// <summary>Why text is not an identifier.</summary>
/// <param name="Type">What it should have been: <c>Iban</c>.</param>
/// <param name="Found">What was given, cut at 80 characters.</param>
/// <param name="Fault">What is wrong, and where.</param>
/// <param name="Allowed">What is allowed there, in words.</param>
/// <param name="Advice">What to do.</param>
public sealed record IdentifierRefusal(string Type, string Found, IdentifierFault Fault, string Allowed, string Advice)
{
    /// <summary>The whole in two sentences.</summary>
    public override string ToString() => $"'{Found}' is not a valid {Type}: {Allowed} is allowed. {Advice}";
}
