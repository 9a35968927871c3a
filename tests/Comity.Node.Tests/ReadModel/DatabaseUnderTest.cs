using System.Data.Common;
using Comity.Node.ReadModel.Storage;
using Comity.Node.ReadModel.Storage.PostgreSql;
using Comity.Node.ReadModel.Storage.Sqlite;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Comity.Node.Tests.ReadModel;

/// <summary>A place for read models, which can be opened again and again.</summary>
internal abstract class DatabaseUnderTest : IDisposable
{
    public static Hash256 IdOf(NetworkGenesis genesis) => NetworkGenesis.IdOf(genesis.ToBytes());

    /// <summary>As a node opens it.</summary>
    public abstract ReadModelDatabase Open(NetworkGenesis genesis);

    /// <summary>A connection of the test's own to the model that serves.</summary>
    public abstract DbConnection Connect();

    /// <summary>How many models there are.</summary>
    public abstract int Generations();

    public abstract void Dispose();
}

internal sealed class SqliteUnderTest : DatabaseUnderTest
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("comity-readmodel-").FullName;

    public string File => Directory.GetFiles(Folder, "readmodel-*.sqlite").Order(StringComparer.Ordinal).Last();

    public override ReadModelDatabase Open(NetworkGenesis genesis) =>
        new SqliteDatabase(Folder, IdOf(genesis), genesis);

    public override DbConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    public override int Generations() => Directory.GetFiles(Folder, "readmodel-*.sqlite").Length;

    public override void Dispose() => Directory.Delete(Folder, recursive: true);
}

internal sealed class PostgreSqlUnderTest(string connectionString) : DatabaseUnderTest
{
    public override ReadModelDatabase Open(NetworkGenesis genesis) =>
        new PostgreSqlDatabase(connectionString, IdOf(genesis), genesis);

    public override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT set_config('search_path', 'comity_' || (SELECT generation FROM comity.read_model), false)";
        command.ExecuteNonQuery();
        return connection;
    }

    public override int Generations()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pg_namespace WHERE nspname ~ '^comity_[0-9]+$'";
        return (int)(long)command.ExecuteScalar()!;
    }

    public override void Dispose() => NpgsqlConnection.ClearAllPools();
}
