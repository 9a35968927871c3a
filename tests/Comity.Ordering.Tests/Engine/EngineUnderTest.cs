using Comity.Ordering.Engine;
using Comity.Testing;

namespace Comity.Ordering.Tests.Engine;

/// <summary>How a kind of engine is made, stopped and started again, so that the duties can be tried on it.</summary>
public abstract class EngineUnderTest : IAsyncDisposable
{
    /// <summary>The clock that the engine has.</summary>
    internal ManualTime Time { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>Starts the engine on its place for the first time, or again.</summary>
    /// <param name="world">The world whose genesis it is given.</param>
    /// <param name="mostInFlight">The bound on transactions.</param>
    public abstract IOrderingEngine Start(TestWorld world, int mostInFlight = 10_000);

    /// <summary>Ends the engine as a kill does: nothing is finished or flushed that is not.</summary>
    public abstract void Kill(IOrderingEngine engine);

    /// <summary>Makes the disk fail for good from now on.</summary>
    public abstract void BreakDisk();

    public abstract ValueTask DisposeAsync();
}
