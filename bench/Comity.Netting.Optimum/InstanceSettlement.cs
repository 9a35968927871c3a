namespace Comity.Netting.Optimum;

/// <summary>A queued settlement: all of its movements happen, or none.</summary>
/// <param name="Priority">0 is the highest class.</param>
/// <param name="Movements">Net movements, at most one per position.</param>
public sealed record InstanceSettlement(byte Priority, IReadOnlyList<InstanceMovement> Movements);
