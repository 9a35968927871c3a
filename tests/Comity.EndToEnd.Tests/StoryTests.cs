using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;

[assembly: AssemblyFixture(typeof(WorldNode))]

namespace Comity.EndToEnd.Tests;

/// <summary>Stories that are each told three times: what happens goes in by REST, by gRPC, and at the command line.</summary>
public abstract class StoryTests(WorldNode world)
{
    /// <summary>The three ways.</summary>
    public static TheoryData<Way> Ways => [Way.Rest, Way.Grpc, Way.CommandLine];

    private protected Story Through(Way way) => new(world, way);
}
