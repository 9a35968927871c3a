using System.Data.Common;
using Comity.Node.ReadModel.Projecting;
using Comity.Protocol.Identifiers;
using Dapper;
using Npgsql;

namespace Comity.Node.ReadModel.Storage.PostgreSql;

/// <summary>A read model in a schema of its own of a PostgreSQL database. Rows are written by binary COPY.</summary>
internal sealed class PostgreSqlStore : ReadModelStore
{
    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlConnection _writer;
    private readonly Action<PostgreSqlStore> _remove;

    /// <summary>Opens a schema whose tables are there.</summary>
    /// <param name="connectionText">The database, with the schema in its search path.</param>
    /// <param name="generation">The schema's number.</param>
    /// <param name="remove">Drops it.</param>
    public PostgreSqlStore(string connectionText, long generation, Action<PostgreSqlStore> remove)
    {
        (Generation, _remove) = (generation, remove);
        _readers = NpgsqlDataSource.Create(connectionText);
        _writer = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionText) { Pooling = false }.ConnectionString
        );
        try
        {
            _writer.Open();
            Progress = StateReader.ReadProgress(_writer)!;
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>The schema's number.</summary>
    public long Generation { get; }

    /// <inheritdoc/>
    protected override DbConnection Writer => _writer;

    /// <inheritdoc/>
    public override IReadOnlyList<AccountRow> FindAccounts(IReadOnlyCollection<AccountAddress> addresses)
    {
        var found = new List<AccountRow>();
        using var rows = _writer.ExecuteReader(
            "SELECT id, address, owner FROM account WHERE address = ANY(@wanted)",
            new { wanted = addresses.Select(static address => address.ToArray()).ToArray() }
        );
        while (rows.Read())
        {
            found.Add(new AccountRow(rows.GetInt64(0), new AccountAddress((byte[])rows[1]), rows.GetInt64(2)));
        }

        return found;
    }

    /// <inheritdoc/>
    public override void Write(ProjectedRows rows)
    {
        using (var transaction = _writer.BeginTransaction())
        {
            Copy(Tables.Block, rows.Blocks);
            Copy(Tables.EventChunk, rows.Chunks);
            Copy(Tables.Receipts, rows.Receipts);
            Copy(Tables.Participant, rows.Participants);
            Merge(Tables.ParticipantKey, rows.Keys.Values);
            Copy(Tables.Instrument, rows.Instruments);
            Copy(Tables.Account, rows.Accounts);
            Merge(Tables.Offer, rows.Offers.Values);
            Copy(Tables.Settlement, rows.NewSettlements);
            Merge(Tables.ChangedSettlement, rows.ChangedSettlements.Values);
            Copy(Tables.Step, rows.Steps);
            Copy(Tables.Party, RowOrder.ByParticipant(rows.Parties), rows.Parties.Count);
            Merge(Tables.MoreParty, MergedParties(rows.MoreParties));
            Copy(Tables.Movement, RowOrder.ByAccount(rows.Movements), rows.Movements.Count);
            Copy(Tables.SubjectEvent, rows.SubjectEvents);
            Merge(Tables.Progress, [rows.Progress]);
            transaction.Commit();
        }

        Progress = rows.Progress;
    }

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellation) =>
        await _readers.OpenConnectionAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override void Close()
    {
        _readers.Dispose();
        _writer.Dispose();
        if (IsRetired)
        {
            _remove(this);
        }
    }

    // One statement may change a row only once.
    private static List<PartyRow> MergedParties(List<PartyRow> rows) =>
        [
            .. rows.GroupBy(static row => row with { Roles = PartyRoles.None })
                .Select(static group =>
                    group.Key with
                    {
                        Roles = group.Aggregate(PartyRoles.None, static (all, row) => all | row.Roles),
                    }
                ),
        ];

    private void Copy<T>(Table<T> table, List<T> rows) => Copy(table, rows, rows.Count);

    private void Copy<T>(Table<T> table, IEnumerable<T> rows, int count)
    {
        if (count > 0)
        {
            CopyInto(table.Name, table, rows);
        }
    }

    private void Merge<T>(Table<T> table, IReadOnlyCollection<T> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var staged = $"staged_{table.Name}";
        _writer.Execute($"CREATE TEMP TABLE IF NOT EXISTS {staged} (LIKE {table.Name}) ON COMMIT DELETE ROWS");
        CopyInto(staged, table, rows);
        _writer.Execute(
            $"INSERT INTO {table.Name} ({table.ColumnList}) SELECT {table.ColumnList} FROM {staged} {table.OnConflict}; DELETE FROM {staged}"
        );
    }

    private void CopyInto<T>(string name, Table<T> table, IEnumerable<T> rows)
    {
        using var importer = _writer.BeginBinaryImport($"COPY {name} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)");
        var to = new PostgreSqlRowWriter(importer);
        foreach (var row in rows)
        {
            importer.StartRow();
            table.Write(row, to);
        }

        importer.Complete();
    }
}
