using Comity.Node.Mapping;
using Comity.Ordering.Engine;
using Comity.Protocol.Identifiers;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel;

/// <summary>
/// The settlement trail on disk: every block's events, and every settlement's steps, in one SQLite database. It can always be
/// rebuilt from the log, so it is flushed lazily (WAL, synchronous NORMAL). The projected height is stored in the same
/// database transaction as what was projected. One thread writes; each reader has its own connection.
/// </summary>
internal sealed class TrailDatabase : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS progress (network BLOB NOT NULL, height INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS blocks (height INTEGER PRIMARY KEY, events BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS steps (
            uetr BLOB NOT NULL, height INTEGER NOT NULL, ordinal INTEGER NOT NULL, event BLOB NOT NULL,
            PRIMARY KEY (uetr, height, ordinal)
        ) WITHOUT ROWID;
        """;

    private readonly string _path;
    private readonly SqliteConnection _writer;

    private TrailDatabase(string path, SqliteConnection writer)
    {
        (_path, _writer) = (path, writer);
    }

    /// <summary>The last height that was projected; 0 for none.</summary>
    public ulong Height { get; private set; }

    /// <summary>Opens the trail of a network, or begins it anew where it is another network's or cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network's id.</param>
    public static TrailDatabase Open(string path, ReadOnlyMemory<byte> network)
    {
        try
        {
            var opened = TryOpen(path, network);
            if (opened is not null)
            {
                return opened;
            }
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is 11 or 26)
        {
            // SQLITE_CORRUPT and SQLITE_NOTADB: the log has it all.
            SqliteConnection.ClearAllPools();
        }

        foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
        {
            File.Delete(file);
        }

        return TryOpen(path, network)
            ?? throw new InvalidOperationException($"{path} has another network's trail though it is new.");
    }

    /// <summary>Projects blocks that follow what is projected.</summary>
    public void Project(IReadOnlyList<CommittedBlock> blocks)
    {
        using var transaction = _writer.BeginTransaction();
        using var insertBlock = Prepare("INSERT INTO blocks VALUES ($height, $events)", "$height", "$events");
        using var insertStep = Prepare(
            "INSERT INTO steps VALUES ($uetr, $height, $ordinal, $event)",
            "$uetr",
            "$height",
            "$ordinal",
            "$event"
        );
        foreach (var (result, _) in blocks)
        {
            var wire = new Wire.BlockEvents { Height = result.Height, Time = result.Time.Milliseconds };
            for (var ordinal = 0; ordinal < result.Events.Count; ordinal++)
            {
                var happened = result.Events[ordinal].ToWire();
                wire.Events.Add(happened);
                foreach (var uetr in result.Events[ordinal].Settlements())
                {
                    Run(insertStep, uetr.ToArray(), (long)result.Height, ordinal, ToStep(happened, wire));
                }
            }

            Run(insertBlock, (long)result.Height, wire.ToByteArray());
        }

        using var progress = Prepare("UPDATE progress SET height = $height", "$height");
        Run(progress, (long)blocks[^1].Result.Height);
        transaction.Commit();
        Height = blocks[^1].Result.Height;
    }

    /// <summary>A settlement's steps, oldest first.</summary>
    public IReadOnlyList<Wire.Event> Steps(Uetr uetr)
    {
        using var reading = OpenReader();
        using var command = reading.CreateCommand();
        command.CommandText = "SELECT event FROM steps WHERE uetr = $uetr ORDER BY height, ordinal";
        command.Parameters.AddWithValue("$uetr", uetr.ToArray());
        using var rows = command.ExecuteReader();
        var steps = new List<Wire.Event>();
        while (rows.Read())
        {
            steps.Add(Wire.Event.Parser.ParseFrom((byte[])rows[0]));
        }

        return steps;
    }

    /// <summary>Events of projected blocks from a height on, oldest first; at most so many blocks.</summary>
    public IReadOnlyList<Wire.BlockEvents> Blocks(ulong from, int most)
    {
        using var reading = OpenReader();
        using var command = reading.CreateCommand();
        command.CommandText = "SELECT events FROM blocks WHERE height >= $from ORDER BY height LIMIT $most";
        command.Parameters.AddWithValue("$from", (long)Math.Min(from, long.MaxValue));
        command.Parameters.AddWithValue("$most", most);
        using var rows = command.ExecuteReader();
        var blocks = new List<Wire.BlockEvents>();
        while (rows.Read())
        {
            blocks.Add(Wire.BlockEvents.Parser.ParseFrom((byte[])rows[0]));
        }

        return blocks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        using var pool = new SqliteConnection(ConnectionString(_path, SqliteOpenMode.ReadOnly));
        SqliteConnection.ClearPool(pool);
    }

    private static TrailDatabase? TryOpen(string path, ReadOnlyMemory<byte> network)
    {
        var writer = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadWriteCreate) + ";Pooling=False");
        try
        {
            writer.Open();
            Execute(writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;");
            Execute(writer, Schema);
            var database = new TrailDatabase(path, writer);
            if (database.TryBegin(network))
            {
                return database;
            }

            writer.Dispose();
            return null;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private static string ConnectionString(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode }.ToString();

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    // An event of a step stands alone, so it says when and where it happened.
    private static byte[] ToStep(Wire.Event happened, Wire.BlockEvents block)
    {
        (happened.Height, happened.Time) = (block.Height, block.Time);
        var bytes = happened.ToByteArray();
        (happened.Height, happened.Time) = (0, 0);
        return bytes;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

        command.ExecuteNonQuery();
    }

    private bool TryBegin(ReadOnlyMemory<byte> network)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = "SELECT network, height FROM progress";
        using (var rows = command.ExecuteReader())
        {
            if (rows.Read())
            {
                Height = (ulong)rows.GetInt64(1);
                return network.Span.SequenceEqual((byte[])rows[0]);
            }
        }

        using var insert = Prepare("INSERT INTO progress VALUES ($network, 0)", "$network");
        Run(insert, network.ToArray());
        return true;
    }

    private SqliteConnection OpenReader()
    {
        var reading = new SqliteConnection(ConnectionString(_path, SqliteOpenMode.ReadOnly));
        reading.Open();
        return reading;
    }

    private SqliteCommand Prepare(string text, params ReadOnlySpan<string> parameters)
    {
        var command = _writer.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }
}
