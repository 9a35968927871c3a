using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Tests.Packages;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_of_swift_mt_is_what_it_was() =>
        PublicApi.AssertSame("tests/Comity.SwiftMt.Tests/Packages/Comity.SwiftMt.api.txt", typeof(MtMessage).Assembly);
}
