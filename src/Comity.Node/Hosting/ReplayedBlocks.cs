using Comity.Node.ReadModel;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;

namespace Comity.Node.Hosting;

/// <summary>
/// Blocks that the engine replays while it starts, on their way to the trail: what a crash kept from it costs no second
/// replay. Where the trail is further behind than that, it is left to read from the log by itself.
/// </summary>
internal sealed class ReplayedBlocks(NodeOptions options) : IDisposable
{
    private const int EventsPerBatch = 20_000;
    private readonly List<CommittedBlock> _batch = [];
    private TrailDatabase? _database;
    private int _events;

    /// <summary>A block was replayed.</summary>
    public void Take(CommittedBlock block)
    {
        if (!options.KeepTrail)
        {
            return;
        }

        _batch.Add(block);
        _events += block.Result.Events.Count + 1;
        if (_events >= EventsPerBatch)
        {
            Write(NetworkOf(options));
        }
    }

    /// <summary>The trail with all that was replayed; the caller's from now on.</summary>
    public TrailDatabase Finish(Hash256 network)
    {
        Write(network);
        var database = _database!;
        _database = null;
        return database;
    }

    public void Dispose() => _database?.Dispose();

    private static Hash256 NetworkOf(NodeOptions options) =>
        Protocol.Genesis.NetworkGenesis.IdOf(
            File.ReadAllBytes(Path.Combine(options.DataFolder, Ordering.Embedded.GenesisFile.Name))
        );

    private void Write(Hash256 network)
    {
        _database ??= TrailDatabase.Open(Path.Combine(options.DataFolder, "trail.sqlite"), network.ToArray());
        var follows = _batch.Count > 0 && _batch[0].Result.Height <= _database.Height + 1;
        var missing = _batch.Where(block => block.Result.Height > _database.Height).ToArray();
        if (follows && missing.Length > 0)
        {
            _database.Project(missing);
        }

        _batch.Clear();
        _events = 0;
    }
}
