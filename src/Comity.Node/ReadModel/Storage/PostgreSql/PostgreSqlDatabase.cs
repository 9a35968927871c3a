using System.Buffers.Binary;
using System.Globalization;
using Comity.Node.ReadModel.Projecting;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Dapper;
using Npgsql;

namespace Comity.Node.ReadModel.Storage.PostgreSql;

/// <summary>
/// Read models in a PostgreSQL database: a schema each generation (comity_N), and a catalogue (schema comity) that says
/// whose they are and which serves. One node at a time writes: it holds an advisory lock while it does.
/// </summary>
internal sealed class PostgreSqlDatabase : ReadModelDatabase
{
    private const string Catalogue = "comity";

    // "comity" in ASCII: one lock for all that this program keeps in a database.
    private const long LockNumber = 0x636F6D697479;
    private readonly string _text;
    private readonly Hash256 _network;
    private readonly NetworkGenesis _genesis;
    private readonly Lock _catalogue = new();
    private NpgsqlConnection? _lock;

    /// <summary>Nothing is connected yet.</summary>
    /// <param name="connectionText">The database.</param>
    /// <param name="network">The network's id.</param>
    /// <param name="genesis">What it started from.</param>
    public PostgreSqlDatabase(string connectionText, Hash256 network, NetworkGenesis genesis)
    {
        (_text, _network, _genesis) = (connectionText, network, genesis);
    }

    /// <inheritdoc/>
    public override ReadModelStore? OpenServing()
    {
        using var held = _catalogue.EnterScope();
        var catalogue = Lock();
        PrepareCatalogue(catalogue);
        var (network, generation) = ReadCatalogue(catalogue);
        if (!network.AsSpan().SequenceEqual(_network.Bytes))
        {
            throw new ReadModelRefusedException(
                $"The PostgreSQL database '{catalogue.Database}' holds the read model of another network ({Convert.ToHexStringLower(network)}). Name another database in the connection string, or, if that network's history may go, drop its schemas: DROP SCHEMA {string.Join(", ", [Catalogue, .. Schemas(catalogue)])} CASCADE."
            );
        }

        var schemas = Schemas(catalogue);
        DropAllBut(generation, catalogue);
        return schemas.Contains(SchemaOf(generation)) ? Open(generation) : null;
    }

    /// <inheritdoc/>
    public override ReadModelStore Begin()
    {
        using var held = _catalogue.EnterScope();
        var catalogue = Lock();
        var serving = ReadCatalogue(catalogue).Generation;
        DropAllBut(serving, catalogue);
        catalogue.Execute($"CREATE SCHEMA {SchemaOf(serving + 1)}");
        var store = Open(serving + 1);
        store.Write(
            BlockProjection.Found(
                _genesis,
                new Progress
                {
                    Network = _network,
                    Projection = BlockProjection.Version,
                    Serving = false,
                }
            )
        );
        return store;
    }

    /// <inheritdoc/>
    public override void Serve(ReadModelStore store)
    {
        store.Write(new ProjectedRows { Progress = store.Progress with { Serving = true } });
        using var held = _catalogue.EnterScope();
        Lock()
            .Execute(
                $"UPDATE {Catalogue}.read_model SET generation = @generation",
                new { generation = ((PostgreSqlStore)store).Generation }
            );
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _lock?.Dispose();
        _lock = null;
    }

    private static string SchemaOf(long generation) => $"comity_{generation.ToString(CultureInfo.InvariantCulture)}";

    private static List<string> Schemas(NpgsqlConnection catalogue) =>
        [
            .. catalogue.Query<string>(
                "SELECT nspname::text FROM pg_namespace WHERE nspname ~ '^comity_[0-9]+$' ORDER BY 1"
            ),
        ];

    private static (byte[] Network, long Generation) ReadCatalogue(NpgsqlConnection catalogue) =>
        catalogue.QuerySingle<(byte[], long)>($"SELECT network, generation FROM {Catalogue}.read_model");

    private void PrepareCatalogue(NpgsqlConnection catalogue)
    {
        catalogue.Execute($"CREATE SCHEMA IF NOT EXISTS {Catalogue}");
        Migrate(Catalogue, "Migrations/PostgreSqlCatalogue");
        catalogue.Execute(
            $"INSERT INTO {Catalogue}.read_model (one, network, generation) VALUES (1, @network, 0) ON CONFLICT DO NOTHING",
            new { network = _network.ToArray() }
        );
    }

    private PostgreSqlStore Open(long generation)
    {
        Migrate(SchemaOf(generation), "Migrations/PostgreSql");
        return new PostgreSqlStore(TextFor(SchemaOf(generation)), generation, Remove);
    }

    private static void DropAllBut(long generation, NpgsqlConnection catalogue)
    {
        foreach (var schema in Schemas(catalogue).Where(schema => schema != SchemaOf(generation)))
        {
            catalogue.Execute($"DROP SCHEMA {schema} CASCADE");
        }
    }

    private void Remove(PostgreSqlStore gone)
    {
        try
        {
            using var held = _catalogue.EnterScope();
            Lock().Execute($"DROP SCHEMA IF EXISTS {SchemaOf(gone.Generation)} CASCADE");
        }
        catch (System.Data.Common.DbException)
        {
            // Whoever opens the database next drops what does not serve.
        }
    }

    private void Migrate(string schema, string folder) =>
        MigrationScripts.Apply(
            DbUp.DeployChanges.To.PostgresqlDatabase(TextFor(schema)).JournalToPostgresqlTable(schema, "migration"),
            MigrationScripts.Of(folder)
        );

    private string TextFor(string schema) =>
        new NpgsqlConnectionStringBuilder(_text) { SearchPath = schema, ApplicationName = "comity" }.ConnectionString;

    // The lock goes with its connection: a node that dies lets it go.
    private NpgsqlConnection Lock()
    {
        if (_lock is { State: System.Data.ConnectionState.Open } open)
        {
            return open;
        }

        _lock?.Dispose();
        _lock = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_text) { Pooling = false }.ConnectionString);
        _lock.Open();
        if (!_lock.ExecuteScalar<bool>("SELECT pg_try_advisory_lock(@number)", new { number = LockNumber }))
        {
            var database = _lock.Database;
            Dispose();
            throw new ReadModelRefusedException(
                $"Another node keeps its read model in the PostgreSQL database '{database}' at this moment. Give each node a database of its own."
            );
        }

        return _lock;
    }
}
