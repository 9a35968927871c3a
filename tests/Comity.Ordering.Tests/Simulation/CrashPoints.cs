namespace Comity.Ordering.Tests.Simulation;

/// <summary>Tests that arm the process's crash points, one at a time and with nothing beside them.</summary>
[CollectionDefinition(nameof(CrashPoints), DisableParallelization = true)]
public sealed class CrashPoints;
