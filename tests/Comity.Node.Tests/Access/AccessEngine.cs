using Comity.Node.Access;
using Comity.Node.Access.Participants;
using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Protocol.Transactions.Operations;
using Comity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Node.Tests.Access;

/// <summary>An engine with a founded world and the participants that it knows, without an API in front.</summary>
internal sealed class AccessEngine : IAsyncDisposable
{
    private readonly EmbeddedEngine _engine;

    private AccessEngine(TestWorld world, string folder, EmbeddedEngine engine, KnownParticipants participants)
    {
        (World, Folder, _engine, Participants) = (world, folder, engine, participants);
    }

    public TestWorld World { get; }

    public string Folder { get; }

    public KnownParticipants Participants { get; }

    public static async Task<AccessEngine> Start()
    {
        var (world, folder) = (new TestWorld(2), Directory.CreateTempSubdirectory("comity-access-").FullName);
        var engine = EmbeddedEngine.Open(
            new EmbeddedEngineOptions { Folder = Path.Combine(folder, "data"), Genesis = world.GenesisBytes },
            NullLogger.Instance
        );
        var participants = await KnownParticipants.FollowAsync(engine, TestContext.Current.CancellationToken);
        var started = new AccessEngine(world, folder, engine, participants);
        foreach (var founding in world.Founding(1_000))
        {
            await started.Apply(founding);
        }

        return started;
    }

    /// <summary>Applies an operation that a participant signs.</summary>
    public Task Apply(TestParticipant signer, Operation operation) => Apply(World.Sign(signer, operation));

    public static Caller Proven(Authentication authentication) =>
        Assert.IsType<Authentication.Proven>(authentication).Caller;

    public static string Failed(Authentication authentication) =>
        Assert.IsType<Authentication.Failed>(authentication).Fault;

    public async ValueTask DisposeAsync()
    {
        Participants.Dispose();
        await _engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Apply(byte[] transaction)
    {
        Assert.IsType<Outcome.Applied>(Assert.Single(await _engine.SubmitAsync([transaction], Wait.Final)));
        // A read comes after everybody has been told of the block.
        await _engine.ReadAsync(static (_, _) => 0, TestContext.Current.CancellationToken);
    }
}
