using Comity.Node.ReadModel;
using Comity.Node.ReadModel.Queries;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Node.Tests.ReadModel;

/// <summary>A read model that follows a feed.</summary>
internal sealed class RunningReadModel : IAsyncDisposable
{
    private readonly BlockFeed _feed;

    public RunningReadModel(DatabaseUnderTest database, BlockFeed feed, int mostEvents = Projector.MostEventsHeld)
    {
        _feed = feed;
        Window = new BlockWindow(mostEvents);
        Projector = new Projector(database.Open(feed.Genesis), feed, Window, NullLogger.Instance);
        Queries = new ReadModelQueries(Projector);
    }

    public BlockWindow Window { get; }

    public Projector Projector { get; }

    public ReadModelQueries Queries { get; }

    /// <summary>Waits until everything that is committed is projected.</summary>
    public async Task CatchUp()
    {
        var height = _feed.Tip.Height;
        await Until(status => status.State == ReadModelState.Serving && status.Height >= height);
    }

    /// <summary>Waits for a status; a minute is for ever.</summary>
    public async Task Until(Func<ReadModelStatus, bool> reached)
    {
        var end = DateTime.UtcNow.AddMinutes(1);
        while (!reached(Projector.Status))
        {
            Assert.True(
                DateTime.UtcNow < end && Projector.Status.State != ReadModelState.Failed,
                Projector.Status.ToString()
            );
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => Projector.DisposeAsync();
}
