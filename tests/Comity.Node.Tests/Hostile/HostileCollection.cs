namespace Comity.Node.Tests.Hostile;

/// <summary>One attack at a time, and nothing else beside it: what honest callers notice is measured.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostileCollection
{
    public const string Name = "hostile";
}
