using PublicApiGenerator;

namespace Comity.Client.Tests.Packages;

/// <summary>
/// What others compile against. After a change that is meant: COMITY_GOLDEN=write in the environment, run this test, and read the
/// difference as those will who use the package.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_of_the_client_is_what_it_was()
    {
        var made = typeof(NodeConnection)
            .Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n");
        GoldenFile.AssertSame("tests/Comity.Client.Tests/Packages/Comity.Client.api.txt", made);
    }
}
