namespace Comity.Node.Tests.Access;

/// <summary>Who makes a call in the matrix of every call and every role.</summary>
public enum Role
{
    /// <summary>Nobody says who calls.</summary>
    Anonymous,

    /// <summary>A party of the settlement, with a token whose time is over.</summary>
    ExpiredToken,

    /// <summary>A party of the settlement, with a token whose signature is another's.</summary>
    ForgedToken,

    /// <summary>The authority of the parties' jurisdiction, and issuer of what moves.</summary>
    Authority,

    /// <summary>The bank that pays.</summary>
    BankParty,

    /// <summary>A bank of another jurisdiction.</summary>
    BankNonParty,

    /// <summary>A payment provider of the parties' jurisdiction.</summary>
    PaymentProvider,

    /// <summary>An FX provider of the parties' jurisdiction, which has made an offer to the paying bank alone.</summary>
    FxProvider,

    /// <summary>A supervisor of the parties' jurisdiction.</summary>
    Supervisor,

    /// <summary>The node's operator.</summary>
    Operator,

    /// <summary>The authority of another jurisdiction.</summary>
    OtherAuthority,
}
