namespace Comity.Iso20022.Bridging;

/// <summary>Why another version of a message cannot hold something.</summary>
public enum UnheldReason
{
    /// <summary>It has no such element there.</summary>
    NoSuchElement,

    /// <summary>It has the element, and does not allow the value: too long, or not a code of its list.</summary>
    ValueNotAllowed,

    /// <summary>It has the element, for another kind of content.</summary>
    AnotherKind,

    /// <summary>It has the element, not as often; or just one of several, where this one is not the first.</summary>
    TooMany,

    /// <summary>It asks for something in the element that is not there.</summary>
    Incomplete,

    /// <summary>It has a place for it, in an order of its own that this one is out of.</summary>
    OutOfOrder,
}
