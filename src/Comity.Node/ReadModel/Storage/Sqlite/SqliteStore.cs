using System.Data.Common;
using Comity.Node.ReadModel.Projecting;
using Comity.Protocol.Identifiers;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Comity.Node.ReadModel.Storage.Sqlite;

/// <summary>
/// A read model in one SQLite file. It can always be rebuilt from the log, so it is flushed lazily (write-ahead log,
/// synchronous NORMAL); while it is built beside another and nobody reads it, it has no journal at all.
/// </summary>
internal sealed class SqliteStore : ReadModelStore
{
    private readonly SqliteConnection _writer;
    private readonly Dictionary<object, SqliteRowWriter> _inserts = [];

    private SqliteStore(string path, SqliteConnection writer)
    {
        (Path, _writer) = (path, writer);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a file, or makes it, and brings its schema up to date.</summary>
    /// <exception cref="SqliteException">It is damaged, or no database.</exception>
    public static SqliteStore Open(string path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        MigrationScripts.Apply(DbUp.DeployChanges.To.SqliteDatabase(text), MigrationScripts.Of("Migrations/Sqlite"));
        var writer = new SqliteConnection(text);
        try
        {
            writer.Open();
            var store = new SqliteStore(path, writer);
            var progress = StateReader.ReadProgress(writer);
            store.Progress = progress!;
            store.SetJournal(progress is { Serving: true });
            return store;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Makes what was built serve: what follows is journalled, and what there is reaches the disk.</summary>
    public void Serve()
    {
        SetJournal(serving: true);
        Write(new ProjectedRows { Progress = Progress with { Serving = true } });
        _writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <inheritdoc/>
    protected override DbConnection Writer => _writer;

    /// <inheritdoc/>
    public override IReadOnlyList<AccountRow> FindAccounts(IReadOnlyCollection<AccountAddress> addresses)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = "SELECT id, owner FROM account WHERE address = $address";
        var parameter = command.Parameters.Add("$address", SqliteType.Blob);
        var found = new List<AccountRow>();
        foreach (var address in addresses)
        {
            parameter.Value = address.ToArray();
            using var row = command.ExecuteReader();
            if (row.Read())
            {
                found.Add(new AccountRow(row.GetInt64(0), address, row.GetInt64(1)));
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public override void Write(ProjectedRows rows)
    {
        _writer.Execute("BEGIN IMMEDIATE");
        try
        {
            InsertAll(rows);
            _writer.Execute("COMMIT");
        }
        catch
        {
            // SQLite has rolled back by itself after some failures.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_writer.Handle) == 0)
            {
                _writer.Execute("ROLLBACK");
            }

            throw;
        }

        Progress = rows.Progress;
    }

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellation)
    {
        var reader = new SqliteConnection(ReaderText());
        await reader.OpenAsync(cancellation).ConfigureAwait(false);
        return reader;
    }

    /// <summary>Removes a model's files.</summary>
    public static void Delete(string path)
    {
        foreach (var file in (string[])[path, path + "-wal", path + "-shm", path + "-journal"])
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        foreach (var insert in _inserts.Values)
        {
            insert.Dispose();
        }

        using (var pool = new SqliteConnection(ReaderText()))
        {
            SqliteConnection.ClearPool(pool);
        }

        _writer.Dispose();
        if (IsRetired)
        {
            Delete(Path);
        }
    }

    private string ReaderText() =>
        new SqliteConnectionStringBuilder { DataSource = Path, Mode = SqliteOpenMode.ReadOnly }.ToString();

    private void SetJournal(bool serving) =>
        _writer.Execute(
            serving
                ? "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536"
                : "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144"
        );

    private void InsertAll(ProjectedRows rows)
    {
        Insert(Tables.Block, rows.Blocks);
        Insert(Tables.EventChunk, rows.Chunks);
        Insert(Tables.Receipts, rows.Receipts);
        Insert(Tables.Participant, rows.Participants);
        Insert(Tables.ParticipantKey, rows.Keys.Values);
        Insert(Tables.Instrument, rows.Instruments);
        Insert(Tables.Account, rows.Accounts);
        Insert(Tables.Offer, rows.Offers.Values);
        Insert(Tables.Settlement, rows.NewSettlements);
        Insert(Tables.ChangedSettlement, rows.ChangedSettlements.Values);
        Insert(Tables.Step, rows.Steps);
        Insert(Tables.Party, RowOrder.ByParticipant(rows.Parties));
        Insert(Tables.MoreParty, rows.MoreParties);
        Insert(Tables.Movement, RowOrder.ByAccount(rows.Movements));
        Insert(Tables.SubjectEvent, rows.SubjectEvents);
        Insert(Tables.Progress, [rows.Progress]);
    }

    private void Insert<T>(Table<T> table, IEnumerable<T> rows)
    {
        if (!_inserts.TryGetValue(table, out var insert))
        {
            var values = string.Join(", ", Enumerable.Range(1, table.Columns.Length).Select(static it => $"?{it}"));
            insert = new SqliteRowWriter(
                _writer.Handle!,
                $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({values}) {table.OnConflict}"
            );
            _inserts.Add(table, insert);
        }

        foreach (var row in rows)
        {
            table.Write(row, insert);
            insert.EndRow();
        }
    }
}
