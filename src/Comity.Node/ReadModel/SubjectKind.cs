namespace Comity.Node.ReadModel;

/// <summary>What an event is about, apart from settlements. Numbers are stored, and never reused.</summary>
internal enum SubjectKind
{
    /// <summary>An account: opened, frozen, released, closed.</summary>
    Account = 1,

    /// <summary>A participant: admitted, updated, keys rotated, suspended; its attestations.</summary>
    Participant = 2,

    /// <summary>An instrument: issued, redeemed, its policy, suspended.</summary>
    Instrument = 3,

    /// <summary>A standing offer: posted, taken, restored, withdrawn, expired.</summary>
    Offer = 4,

    /// <summary>A jurisdiction: its policy, suspended.</summary>
    Jurisdiction = 5,

    /// <summary>An ordered pair of jurisdictions: suspended.</summary>
    Corridor = 6,
}
