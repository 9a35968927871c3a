using Comity.Node.ReadModel;
using Comity.Node.ReadModel.Queries;
using Comity.Node.ReadModel.Storage;
using Comity.Node.ReadModel.Storage.PostgreSql;
using Comity.Node.ReadModel.Storage.Sqlite;
using Comity.Ordering.Embedded;
using Comity.Protocol.Genesis;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Hosting;

/// <summary>The node's read model, where it keeps one.</summary>
/// <param name="projector">What keeps it up with the ledger.</param>
internal sealed class ReadModelHost(Projector? projector) : IAsyncDisposable
{
    /// <summary>What keeps it up with the ledger; nothing where the node keeps none.</summary>
    public Projector? Projector => projector;

    /// <summary>What it is asked; nothing where the node keeps none.</summary>
    public ReadModelQueries? Queries { get; } = projector is null ? null : new ReadModelQueries(projector);

    /// <summary>Starts keeping one, as the options say. Returns at once: the database may be away.</summary>
    /// <param name="options">Where.</param>
    /// <param name="engine">Whose blocks.</param>
    /// <param name="window">The newest blocks that the engine has replayed while it started.</param>
    /// <param name="logger">What the operator reads.</param>
    public static ReadModelHost Start(
        ReadModelOptions options,
        EmbeddedEngine engine,
        BlockWindow window,
        ILogger logger
    )
    {
        var network = NetworkGenesis.IdOf(engine.GenesisBytes.Span);
        ReadModelDatabase? database = options switch
        {
            ReadModelOptions.Sqlite => new SqliteDatabase(engine.Folder, network, engine.Genesis),
            ReadModelOptions.PostgreSql postgres => new PostgreSqlDatabase(
                postgres.ConnectionString,
                network,
                engine.Genesis
            ),
            _ => null,
        };
        return new ReadModelHost(database is null ? null : new Projector(database, engine, window, logger));
    }

    public ValueTask DisposeAsync() => projector?.DisposeAsync() ?? default;
}
