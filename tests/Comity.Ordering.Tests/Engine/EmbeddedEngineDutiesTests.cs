namespace Comity.Ordering.Tests.Engine;

public sealed class EmbeddedEngineDutiesTests : EngineDuties
{
    protected override EngineUnderTest Subject { get; } = new EmbeddedEngineUnderTest();
}
