namespace Comity.Client.Queries;

/// <summary>What is wrong with a header that a node showed. None of it happens with an honest node of the same network.</summary>
public enum HeaderFault
{
    /// <summary>Nothing: it follows.</summary>
    None = 0,

    /// <summary>A field cannot be read.</summary>
    Unreadable,

    /// <summary>It is not of the height that follows.</summary>
    Height,

    /// <summary>It names another header than the last as the one before it: blocks that were shown have changed.</summary>
    Previous,

    /// <summary>Its time is before the last one's.</summary>
    Time,

    /// <summary>The hash that it states is not its own.</summary>
    Hash,

    /// <summary>A receipt beside it is not under its receipts' root.</summary>
    Receipt,
}
