using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules;

/// <summary>One rule of a rule book: a sentence for people, and the same as a condition for the machine.</summary>
public sealed record UsageRule
{
    internal UsageRule(Condition then) => Then = then;

    /// <summary>The rule's name, unique in its book; the published one where there is one.</summary>
    public required string Id { get; init; }

    /// <summary>What it asks.</summary>
    public required string Sentence { get; init; }

    /// <summary>What it means to break it.</summary>
    public required RuleSeverity Severity { get; init; }

    /// <summary>The code of ExternalStatusReason1Code to answer with.</summary>
    public required string Reason { get; init; }

    /// <summary>Where it was published.</summary>
    public required ValueList<RuleSource> Sources { get; init; }

    /// <summary>The messages it is for: identifiers, or one use of a message.</summary>
    public required ValueList<string> For { get; init; }

    /// <summary>The editions it is in.</summary>
    public required ValueList<RuleEdition> Editions { get; init; }

    /// <summary>The places it is applied to, each by itself.</summary>
    public required ValueList<RulePath> At { get; init; }

    /// <summary>Places that <see cref="At"/> finds and that are left out.</summary>
    public ValueList<RulePath> Except { get; init; } = [];

    /// <summary>The line in its file, from 1.</summary>
    public required int Line { get; init; }

    internal Condition? If { get; init; }

    internal Condition Then { get; }

    /// <summary>Whether it is for this use of a message on that day.</summary>
    public bool AppliesTo(MessageUsage usage, DateOnly day) =>
        (For.Contains(usage.Name) || For.Contains(usage.Message)) && Editions.Any(e => e.Holds(day));
}
