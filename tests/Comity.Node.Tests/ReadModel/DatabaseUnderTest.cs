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

    /// <summary>Changes something behind the node's back.</summary>
    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    /// <summary>The numbers of a query's only column, or of its only row.</summary>
    public List<long> Numbers(string sql)
    {
        using var connection = Connect();
        using var command = Command(connection, sql);
        using var rows = command.ExecuteReader();
        var numbers = new List<long>();
        while (rows.Read())
        {
            numbers.AddRange(Enumerable.Range(0, rows.FieldCount).Select(rows.GetInt64));
        }

        return numbers;
    }

    /// <summary>Keeps everybody from writing, until it is disposed of.</summary>
    public IDisposable HoldBack()
    {
        var connection = Connect();
        connection.BeginTransaction();
        using var command = Command(connection, "UPDATE progress SET projection = projection");
        command.ExecuteNonQuery();
        return connection;
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
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
