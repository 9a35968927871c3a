using Comity.Iso20022.Components;

namespace Comity.Iso20022.Tests.Packages;

public sealed class PublicApiTests
{
    // Messages and their components are what the schemas make them: another test compares them with the generator's.
    [Fact]
    public void The_public_api_of_iso_20022_is_what_it_was() =>
        PublicApi.AssertSame(
            "tests/Comity.Iso20022.Tests/Packages/Comity.Iso20022.api.txt",
            typeof(Message).Assembly,
            namesOnly: static type =>
                type.Namespace == typeof(BusinessApplicationHeaderV02).Namespace || (type.BaseType == typeof(Message))
        );
}
