using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>
/// What is to be checked at an element of a message, and at which of its children to look further. Elements of the same type below
/// which the same rules apply share a plan, so that there are some hundred plans for many thousand paths.
/// </summary>
internal sealed class PlacePlan
{
    /// <summary>The rules for the element itself.</summary>
    public required ReadyRule[] Rules { get; init; }

    /// <summary>The children to look at, each with its plan.</summary>
    public (ElementDescription Element, PlacePlan Plan)[]? Children { get; set; }

    /// <summary>Whether there is nothing to do at the element or below. A plan still being made, of a type inside itself, is not.</summary>
    public bool IsIdle => Rules.Length == 0 && Children is [];
}

/// <summary>A rule made ready for one type of place.</summary>
internal sealed record ReadyRule(UsageRule Rule, Check? If, Check Then);
