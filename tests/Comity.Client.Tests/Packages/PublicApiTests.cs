using PublicApiGenerator;

namespace Comity.Client.Tests.Packages;

/// <summary>
/// What others compile against. After a change that is meant: COMITY_UPDATE_GOLDEN=1 in the environment, run this test, and read the
/// difference as those will who use the package.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_of_the_client_is_what_it_was()
    {
        var golden = Path.Combine(Sdk.Root, "tests", "Comity.Client.Tests", "Packages", "Comity.Client.api.txt");
        var made = typeof(NodeConnection)
            .Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("COMITY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, made);
        }

        Assert.True(
            File.ReadAllText(golden) == made,
            "The public API of Comity.Client has changed. If that is meant: COMITY_UPDATE_GOLDEN=1 and run this test."
        );
    }
}
