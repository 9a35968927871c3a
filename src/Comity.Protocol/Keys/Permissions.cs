namespace Comity.Protocol.Keys;

/// <summary>What a key may do for its participant. Bit n is the wire's permission number n.</summary>
[Flags]
public enum Permissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Authorise settlements as debtor; fulfil, cancel.</summary>
    Pay = 1 << 1,

    /// <summary>Issue the participant's own instruments.</summary>
    Issue = 1 << 2,

    /// <summary>Redeem, as issuer and as the holder whose money is redeemed.</summary>
    Redeem = 1 << 3,

    /// <summary>Post and withdraw offers.</summary>
    Offer = 1 << 4,

    /// <summary>Open and close the participant's own accounts.</summary>
    Accounts = 1 << 5,

    /// <summary>As authority: freeze, release and seize in its own jurisdiction.</summary>
    Freeze = 1 << 6,

    /// <summary>As authority: admit, update and suspend.</summary>
    Supervise = 1 << 7,

    /// <summary>Rotate keys: the participant's own; as authority, its participants'.</summary>
    Keys = 1 << 8,

    /// <summary>Set the policies of its own jurisdiction or instruments.</summary>
    Policy = 1 << 9,

    /// <summary>Attest and revoke attestations.</summary>
    Attest = 1 << 10,

    /// <summary>As authority: approve settlements.</summary>
    Approve = 1 << 11,

    /// <summary>Every permission.</summary>
    All = Pay | Issue | Redeem | Offer | Accounts | Freeze | Supervise | Keys | Policy | Attest | Approve,
}
