namespace Comity.Client.Tests.Packages;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_of_the_client_is_what_it_was() =>
        PublicApi.AssertSame(
            "tests/Comity.Client.Tests/Packages/Comity.Client.api.txt",
            typeof(NodeConnection).Assembly
        );
}
