using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Conditions;

/// <summary>What a rule asks at a place of a message. The nested records are the whole vocabulary.</summary>
internal abstract record Condition
{
    private Condition() { }

    /// <summary>Every one of the paths leads to an element.</summary>
    public sealed record Present(ValueList<RulePath> Paths) : Condition;

    /// <summary>None of the paths leads to an element.</summary>
    public sealed record Absent(ValueList<RulePath> Paths) : Condition;

    /// <summary>All of the paths lead to elements, or none does.</summary>
    public sealed record Together(ValueList<RulePath> Paths) : Condition;

    /// <summary>At most one of the paths leads to an element.</summary>
    public sealed record AtMostOne(ValueList<RulePath> Paths) : Condition;

    /// <summary>At least one of the paths leads to an element.</summary>
    public sealed record AtLeastOne(ValueList<RulePath> Paths) : Condition;

    /// <summary>Each value at the path passes the test; so do none.</summary>
    public sealed record Each(RulePath Path, ValueTest Test) : Condition;

    /// <summary>There is a value at the path that passes the test.</summary>
    public sealed record Some(RulePath Path, ValueTest Test) : Condition;

    /// <summary>The path leads to so many elements; of those with these values, where there are values.</summary>
    public sealed record Occurs(RulePath Path, ValueList<string> Valued, int Least, int Most) : Condition;

    /// <summary>No two values at the path are equal.</summary>
    public sealed record Distinct(RulePath Path) : Condition;

    /// <summary>All values in the elements at the path have together at most so many characters.</summary>
    public sealed record TotalLength(RulePath Path, int Most) : Condition;

    /// <summary>No value at the paths stands again, as words, in a value at the other path.</summary>
    public sealed record NotRepeated(ValueList<RulePath> Paths, RulePath In) : Condition;

    /// <summary>
    /// The first amount is to the second as the comparison says, if both are there and in one currency, or without one. Otherwise
    /// the condition does not hold: what cannot be compared is for the rule's <c>if</c> to leave out.
    /// </summary>
    public sealed record Compared(RulePath Path, Comparison Comparison, RulePath With) : Condition;

    /// <summary>The amount at the first path is the sum of those at the second, where both are there.</summary>
    public sealed record Total(RulePath Path, RulePath Of) : Condition;

    /// <summary>All hold.</summary>
    public sealed record All(ValueList<Condition> Conditions) : Condition;

    /// <summary>One of them holds.</summary>
    public sealed record Any(ValueList<Condition> Conditions) : Condition;

    /// <summary>It does not hold.</summary>
    public sealed record Not(Condition Condition) : Condition;
}
