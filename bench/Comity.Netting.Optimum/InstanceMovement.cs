namespace Comity.Netting.Optimum;

/// <summary>A settlement's net effect on one position.</summary>
/// <param name="Position">Index into the instance's positions.</param>
/// <param name="Delta">Minor units, positive when received.</param>
public readonly record struct InstanceMovement(int Position, Int128 Delta);
