using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Comity.Node.ReadModel.Storage.Sqlite;

/// <summary>
/// A prepared insert, fed row by row straight into SQLite: ADO.NET's parameters and readers would cost several times what
/// the insert itself does.
/// </summary>
internal sealed class SqliteRowWriter : RowWriter, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public SqliteRowWriter(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    public override void Integer(long value) => Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));

    public override void Text(string? value) =>
        Check(
            value is null
                ? raw.sqlite3_bind_null(_statement, ++_bound)
                : raw.sqlite3_bind_text(_statement, ++_bound, value)
        );

    public override void Bytes(ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(_statement, ++_bound, value));

    /// <summary>Inserts the row whose values were given.</summary>
    public void EndRow()
    {
        _bound = 0;
        if (raw.sqlite3_step(_statement) != raw.SQLITE_DONE)
        {
            // The reset says what the step's failure was.
            Check(raw.sqlite3_reset(_statement));
        }

        Check(raw.sqlite3_reset(_statement));
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }
    }
}
