namespace Comity.Ordering.Tests.Simulation;

/// <summary>The simulated machine has no power: nothing it was asked to do since has happened.</summary>
public sealed class PowerCutException() : Exception("The power is cut.");
