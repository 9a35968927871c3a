namespace Comity.Node.ReadModel;

/// <summary>What a participant has to do with a settlement. Numbers are stored, and never reused.</summary>
[Flags]
public enum PartyRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Owner of an account that pays.</summary>
    Debtor = 1,

    /// <summary>Owner of an account that is paid.</summary>
    Creditor = 2,

    /// <summary>Maker of a standing offer that it goes through.</summary>
    Maker = 4,

    /// <summary>An authority that approved it.</summary>
    Approver = 8,
}
