using Comity.Iso20022.Codes;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Conditions;

/// <summary>What a rule asks of a value.</summary>
internal abstract record ValueTest
{
    private ValueTest() { }

    /// <summary>It is one of these.</summary>
    public sealed record In(ValueList<string> Values) : ValueTest;

    /// <summary>It is none of these.</summary>
    public sealed record NotIn(ValueList<string> Values) : ValueTest;

    /// <summary>The whole of it matches the pattern.</summary>
    public sealed record Matching(TextPattern Pattern) : ValueTest;

    /// <summary>The whole of it does not match the pattern.</summary>
    public sealed record NotMatching(TextPattern Pattern) : ValueTest;

    /// <summary>It has at most so many characters.</summary>
    public sealed record MaxLength(int Most) : ValueTest;

    /// <summary>It is made of the set's characters alone.</summary>
    public sealed record Characters(CharacterSet Set) : ValueTest;

    /// <summary>It is a code of the external code set.</summary>
    public sealed record Code(ExternalCodeSet Codes) : ValueTest;

    /// <summary>It is such an identifier, its check digits included.</summary>
    public sealed record Identifier(IdentifierKind Kind) : ValueTest;

    /// <summary>It is equal to the value at the path, where there is one.</summary>
    public sealed record SameAs(RulePath Path) : ValueTest;
}
