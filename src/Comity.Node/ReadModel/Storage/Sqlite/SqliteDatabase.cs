using Comity.Node.ReadModel.Projecting;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Microsoft.Data.Sqlite;

namespace Comity.Node.ReadModel.Storage.Sqlite;

/// <summary>Read models as SQLite files of a folder, a file each generation: readmodel-N.sqlite.</summary>
internal sealed class SqliteDatabase(string folder, Hash256 network, NetworkGenesis genesis) : ReadModelDatabase
{
    // What kept the history before there was a read model. All of it is in the log.
    private const string Predecessor = "trail.sqlite";

    /// <inheritdoc/>
    public override ReadModelStore? OpenServing()
    {
        SqliteStore.Delete(System.IO.Path.Combine(folder, Predecessor));
        ReadModelStore? serving = null;
        foreach (var generation in Generations().OrderDescending())
        {
            if (serving is null && TryOpen(PathOf(generation)) is { } store)
            {
                serving = store;
            }
            else
            {
                SqliteStore.Delete(PathOf(generation));
            }
        }

        return serving;
    }

    /// <inheritdoc/>
    public override ReadModelStore Begin()
    {
        var store = SqliteStore.Open(PathOf(Generations().DefaultIfEmpty(0).Max() + 1));
        store.Write(
            BlockProjection.Found(
                genesis,
                new Progress
                {
                    Network = network,
                    Projection = BlockProjection.Version,
                    Serving = false,
                }
            )
        );
        return store;
    }

    /// <inheritdoc/>
    public override void Serve(ReadModelStore store) => ((SqliteStore)store).Serve();

    /// <inheritdoc/>
    public override void Dispose() { }

    private SqliteStore? TryOpen(string path)
    {
        SqliteStore? store = null;
        try
        {
            store = SqliteStore.Open(path);
            if (store.Progress is { Serving: true } progress && progress.Network == network)
            {
                return store;
            }
        }
        catch (SqliteException fault) when (fault.IsDamage())
        {
            // The log has it all.
        }

        store?.Dispose();
        return null;
    }

    private List<int> Generations() =>
        [
            .. Directory
                .EnumerateFiles(folder, "readmodel-*.sqlite")
                .Select(static file => System.IO.Path.GetFileNameWithoutExtension(file)["readmodel-".Length..])
                .Where(static text => text.All(char.IsAsciiDigit))
                .Select(static text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        ];

    private string PathOf(int generation) => System.IO.Path.Combine(folder, $"readmodel-{generation}.sqlite");
}
