namespace Comity.Protocol.Identifiers;

/// <summary>What a participant is on the network. Bit n is the wire's role number n.</summary>
[Flags]
public enum Roles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A central bank or monetary authority.</summary>
    Authority = 1 << 1,

    /// <summary>A commercial bank.</summary>
    Bank = 1 << 2,

    /// <summary>A payment service provider that is no bank.</summary>
    PaymentProvider = 1 << 3,

    /// <summary>A maker of exchange offers.</summary>
    FxProvider = 1 << 4,

    /// <summary>An issuer of assets.</summary>
    AssetIssuer = 1 << 5,

    /// <summary>A custodian.</summary>
    Custodian = 1 << 6,

    /// <summary>A supervisor.</summary>
    Supervisor = 1 << 7,
}
