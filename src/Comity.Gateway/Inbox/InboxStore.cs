using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Client.Queries;
using Comity.Gateway.Reconciling;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations.Settlement;
using Microsoft.Data.Sqlite;

namespace Comity.Gateway.Inbox;

/// <summary>
/// What has been processed, in SQLite. Every method is one database transaction, on disk when it returns. Not for use by several
/// threads at once.
/// </summary>
internal sealed class InboxStore : IDisposable
{
    private readonly SqliteConnection _database;

    private InboxStore(SqliteConnection database) => _database = database;

    /// <summary>Opens the database, makes it where it is missing, and brings its schema up to date.</summary>
    public static InboxStore Open(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                ForeignKeys = true,
            }.ToString()
        );
        connection.Open();
        var store = new InboxStore(connection);
        store.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
        Migrations.Apply(connection);
        return store;
    }

    /// <summary>The message with this key, where it was received before.</summary>
    public bool TryGetMessage(MessageKey key, [NotNullWhen(true)] out InboxMessage? message)
    {
        using var command = Command(
            "SELECT message_type, content, answered FROM message WHERE sender = $sender AND message_id = $id",
            key
        );
        using var reader = command.ExecuteReader();
        message = reader.Read()
            ? new InboxMessage(reader.GetString(0), Hash(reader.GetString(1)), reader.GetInt64(2) != 0)
            : null;
        return message is not null;
    }

    /// <summary>Notes a message before anything is sent for it.</summary>
    public void AddMessage(MessageKey key, string type, Hash256 content)
    {
        using var command = Command(
            "INSERT INTO message (sender, message_id, message_type, content) VALUES ($sender, $id, $type, $content)",
            key,
            ("$type", type),
            ("$content", content.ToString())
        );
        command.ExecuteNonQuery();
    }

    /// <summary>Notes settlements that are about to be sent.</summary>
    public void AddAttempts(MessageKey key, IEnumerable<Settle> settlements, DateTimeOffset now)
    {
        using var transaction = _database.BeginTransaction();
        foreach (var settle in settlements)
        {
            using var command = Command(
                "INSERT OR IGNORE INTO attempt (sender, message_id, uetr, terms, noted) VALUES ($sender, $id, $uetr, $terms, $noted)",
                key,
                ("$uetr", settle.Uetr.ToString()),
                ("$terms", settle.Terms.ToString()),
                ("$noted", now.ToUnixTimeMilliseconds())
            );
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>The terms of every settlement that was about to be sent for a message under a UETR.</summary>
    public ImmutableHashSet<Hash256> Attempts(MessageKey key, Uetr uetr)
    {
        using var command = Command(
            "SELECT terms FROM attempt WHERE sender = $sender AND message_id = $id AND uetr = $uetr",
            key,
            ("$uetr", uetr.ToString())
        );
        using var reader = command.ExecuteReader();
        var terms = ImmutableHashSet.CreateBuilder<Hash256>();
        while (reader.Read())
        {
            terms.Add(Hash(reader.GetString(0)));
        }

        return terms.ToImmutable();
    }

    /// <summary>
    /// When a settlement under a UETR was first about to be sent, for any message, unless that message was answered that it
    /// was not carried out; absent where none was.
    /// </summary>
    public DateTimeOffset? FirstOpenAttempt(Uetr uetr)
    {
        using var command = _database.CreateCommand();
        command.CommandText =
            "SELECT MIN(noted) FROM attempt WHERE uetr = $uetr AND NOT EXISTS (SELECT 1 FROM instruction "
            + "WHERE instruction.sender = attempt.sender AND instruction.message_id = attempt.message_id "
            + "AND instruction.settlement = attempt.uetr AND instruction.status = $rejected)";
        command.Parameters.AddWithValue("$uetr", uetr.ToString());
        command.Parameters.AddWithValue("$rejected", (int)InstructionStatus.Rejected);
        return command.ExecuteScalar() is long noted ? DateTimeOffset.FromUnixTimeMilliseconds(noted) : null;
    }

    /// <summary>Notes a message's outcomes and answers.</summary>
    public void Answer(MessageKey key, MessageAnswer answer)
    {
        using var transaction = _database.BeginTransaction();
        for (var position = 0; position < answer.Instructions.Length; position++)
        {
            Put(key, position, answer.Instructions[position]);
        }

        PutFiles(key, answer.Files);
        using var command = Command("UPDATE message SET answered = 1 WHERE sender = $sender AND message_id = $id", key);
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Notes a file that answers something that is no message of the inbox.</summary>
    public void AddFiles(MessageKey key, IEnumerable<OutboxFile> files)
    {
        using var transaction = _database.BeginTransaction();
        PutFiles(key, files);
        transaction.Commit();
    }

    /// <summary>What became of a message's instructions, in order.</summary>
    public ImmutableArray<InstructionRecord> Instructions(MessageKey key)
    {
        using var command = Command(
            "SELECT record FROM instruction WHERE sender = $sender AND message_id = $id ORDER BY position",
            key
        );
        using var reader = command.ExecuteReader();
        var records = ImmutableArray.CreateBuilder<InstructionRecord>();
        while (reader.Read())
        {
            records.Add(RecordText.Read(reader.GetString(0)));
        }

        return records.ToImmutable();
    }

    /// <summary>Instructions that wait for a settlement.</summary>
    public ImmutableArray<WaitingInstruction> WaitingFor(Uetr settlement)
    {
        using var command = _database.CreateCommand();
        command.CommandText =
            "SELECT sender, message_id, message_type, position, record FROM instruction JOIN message USING (sender, message_id) "
            + "WHERE settlement = $uetr AND status = $waiting ORDER BY sender, message_id, position";
        command.Parameters.AddWithValue("$uetr", settlement.ToString());
        command.Parameters.AddWithValue("$waiting", (int)InstructionStatus.Waiting);
        using var reader = command.ExecuteReader();
        var found = ImmutableArray.CreateBuilder<WaitingInstruction>();
        while (reader.Read())
        {
            found.Add(
                new WaitingInstruction(
                    new MessageKey(reader.GetString(0), reader.GetString(1)),
                    reader.GetString(2),
                    reader.GetInt32(3),
                    RecordText.Read(reader.GetString(4))
                )
            );
        }

        return found.ToImmutable();
    }

    /// <summary>The last block whose events have become notifications; 0 for none.</summary>
    public ulong Height()
    {
        using var command = _database.CreateCommand();
        command.CommandText = "SELECT height FROM progress WHERE id = 1";
        return (ulong)(long)(command.ExecuteScalar() ?? 0L);
    }

    /// <summary>Notes what a block's events changed, and that the block is done.</summary>
    public void Notify(ulong height, IEnumerable<WaitingInstruction> changed, IEnumerable<OutboxFile> files)
    {
        using var transaction = _database.BeginTransaction();
        foreach (var instruction in changed)
        {
            Put(instruction.Key, instruction.Position, instruction.Record);
        }

        PutFiles(new MessageKey(string.Empty, string.Empty), files);
        using var command = _database.CreateCommand();
        command.CommandText = "UPDATE progress SET height = $height WHERE id = 1";
        command.Parameters.AddWithValue("$height", (long)height);
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Every settlement that was sent since a time and answered as settled, once each, in order of its message.</summary>
    public ImmutableArray<MissingPayment> Settled(DateTimeOffset since)
    {
        using var command = _database.CreateCommand();
        command.CommandText =
            "SELECT settlement, sender, message_id, record FROM instruction WHERE status = $settled AND settlement IN "
            + "(SELECT uetr FROM attempt WHERE noted >= $since) GROUP BY settlement ORDER BY sender, message_id, position";
        command.Parameters.AddWithValue("$settled", (int)InstructionStatus.Settled);
        command.Parameters.AddWithValue("$since", since.ToUnixTimeMilliseconds());
        using var reader = command.ExecuteReader();
        var found = ImmutableArray.CreateBuilder<MissingPayment>();
        while (reader.Read())
        {
            found.Add(
                new MissingPayment(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    RecordText.Read(reader.GetString(3)).Outcome
                )
            );
        }

        return found.ToImmutable();
    }

    /// <summary>The node's highest statement; nothing where none was kept.</summary>
    public KnownTip? KnownTip()
    {
        using var command = _database.CreateCommand();
        command.CommandText = "SELECT height, statement FROM known_tip WHERE id = 1";
        using var reader = command.ExecuteReader();
        return reader.Read() ? new KnownTip((ulong)reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>Keeps a statement of the node.</summary>
    public void KeepTip(KnownTip tip)
    {
        using var command = _database.CreateCommand();
        command.CommandText =
            "INSERT OR REPLACE INTO known_tip (id, height, statement) VALUES (1, $height, $statement)";
        command.Parameters.AddWithValue("$height", (long)tip.Height);
        command.Parameters.AddWithValue("$statement", tip.Statement.ToArray());
        command.ExecuteNonQuery();
    }

    /// <summary>Files that are not known to be in the outbox, in order of their names.</summary>
    public ImmutableArray<OutboxFile> Unwritten()
    {
        using var command = _database.CreateCommand();
        command.CommandText = "SELECT file, content FROM outbox WHERE written = 0 ORDER BY file";
        return ReadFiles(command);
    }

    /// <summary>The answers to a message.</summary>
    public ImmutableArray<OutboxFile> Files(MessageKey key)
    {
        using var command = Command(
            "SELECT file, content FROM outbox WHERE sender = $sender AND message_id = $id ORDER BY file",
            key
        );
        return ReadFiles(command);
    }

    /// <summary>Notes that a file is in the outbox.</summary>
    public void MarkWritten(string file)
    {
        using var command = _database.CreateCommand();
        command.CommandText = "UPDATE outbox SET written = 1 WHERE file = $file";
        command.Parameters.AddWithValue("$file", file);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static ImmutableArray<OutboxFile> ReadFiles(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var files = ImmutableArray.CreateBuilder<OutboxFile>();
        while (reader.Read())
        {
            files.Add(new OutboxFile(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return files.ToImmutable();
    }

    private static Hash256 Hash(string text) =>
        Hash256.TryParse(text, out var hash)
            ? hash
            : throw new InvalidDataException($"The inbox holds '{text}' for a hash: the database is damaged.");

    private void Put(MessageKey key, int position, InstructionRecord record)
    {
        using var command = Command(
            "INSERT OR REPLACE INTO instruction (sender, message_id, position, uetr, settlement, status, record) "
                + "VALUES ($sender, $id, $position, $uetr, $settlement, $status, $record)",
            key,
            ("$position", position),
            ("$uetr", record.References.Uetr),
            ("$settlement", record.Settlement),
            ("$status", (int)record.Outcome.Status),
            ("$record", RecordText.Write(record))
        );
        command.ExecuteNonQuery();
    }

    // The first content of a name stays: a file that was written is never another.
    private void PutFiles(MessageKey key, IEnumerable<OutboxFile> files)
    {
        foreach (var file in files)
        {
            using var command = Command(
                "INSERT OR IGNORE INTO outbox (file, sender, message_id, content) VALUES ($file, $sender, $id, $content)",
                key,
                ("$file", file.Name),
                ("$content", file.Content)
            );
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string text, MessageKey key, params (string Name, object Value)[] parameters)
    {
        var command = _database.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$sender", key.Sender);
        command.Parameters.AddWithValue("$id", key.MessageId);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private void Execute(string text)
    {
        using var command = _database.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
