namespace Comity.Node.ReadModel;

/// <summary>What a movement did to an account's balances. Numbers are stored, and never reused.</summary>
public enum MovementKind
{
    /// <summary>New units: available grew.</summary>
    Issued = 1,

    /// <summary>Units left circulation: available shrank.</summary>
    Redeemed = 2,

    /// <summary>A settlement brought units: available grew.</summary>
    Credited = 3,

    /// <summary>A settlement took units that were available.</summary>
    Debited = 4,

    /// <summary>A settlement that waits holds units from now on: from available to held.</summary>
    Held = 5,

    /// <summary>A settlement that will not execute gave back what it held: from held to available.</summary>
    Released = 6,

    /// <summary>A settlement took units that it had held: held shrank.</summary>
    DebitedFromHeld = 7,
}
