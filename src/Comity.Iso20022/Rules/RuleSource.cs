namespace Comity.Iso20022.Rules;

/// <summary>Where a rule was published.</summary>
/// <param name="Title">The document.</param>
/// <param name="Address">Where it is found.</param>
public sealed record RuleSource(string Title, string Address);
