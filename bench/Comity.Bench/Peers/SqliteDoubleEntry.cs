using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Comity.Bench.Peers;

/// <summary>The same double entry in SQLite, in-process, one payment a transaction, write-ahead log, synchronous=FULL.</summary>
internal static class SqliteDoubleEntry
{
    /// <summary>Payments per second over a stretch of time.</summary>
    public static PeerFigure Measure(string folder, int accounts, int seconds)
    {
        var file = Path.Combine(folder, $"sqlite-{Guid.NewGuid():N}.db");
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -262144;");
        Execute(
            connection,
            $"""
            CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL CHECK (balance >= 0));
            CREATE TABLE payment (uetr BLOB PRIMARY KEY, debtor INTEGER NOT NULL, creditor INTEGER NOT NULL, units INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE entry (uetr BLOB NOT NULL, account INTEGER NOT NULL, units INTEGER NOT NULL);
            INSERT INTO account
              WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {accounts})
              SELECT value, 1000000000 FROM n;
            """
        );
        var payments = Pay(connection, accounts, TimeSpan.FromSeconds(seconds), out var elapsed);
        connection.Close();
        SqliteConnection.ClearAllPools();
        foreach (var leftover in Directory.GetFiles(folder, Path.GetFileName(file) + "*"))
        {
            File.Delete(leftover);
        }

        return new PeerFigure("prepared statements, WAL, synchronous=FULL", payments / elapsed.TotalSeconds);
    }

    private static long Pay(SqliteConnection connection, int accounts, TimeSpan stretch, out TimeSpan elapsed)
    {
        using var begin = Prepare(connection, "BEGIN IMMEDIATE");
        using var commit = Prepare(connection, "COMMIT");
        using var debit = Prepare(connection, "UPDATE account SET balance = balance - $units WHERE id = $debtor");
        using var credit = Prepare(connection, "UPDATE account SET balance = balance + $units WHERE id = $creditor");
        using var payment = Prepare(connection, "INSERT INTO payment VALUES ($uetr, $debtor, $creditor, $units)");
        using var entries = Prepare(
            connection,
            "INSERT INTO entry VALUES ($uetr, $debtor, -$units), ($uetr, $creditor, $units)"
        );
        var random = new Random(7);
        var uetr = new byte[16];
        var payments = 0L;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < stretch)
        {
            var debtor = 1 + random.Next(accounts);
            var creditor = 1 + ((debtor + random.Next(accounts - 1)) % accounts);
            var units = random.Next(1, 100_000);
            random.NextBytes(uetr);
            begin.ExecuteNonQuery();
            foreach (var command in (SqliteCommand[])[debit, credit, payment, entries])
            {
                Bind(command, "$debtor", debtor);
                Bind(command, "$creditor", creditor);
                Bind(command, "$units", units);
                Bind(command, "$uetr", uetr);
                command.ExecuteNonQuery();
            }

            commit.ExecuteNonQuery();
            payments++;
        }

        elapsed = watch.Elapsed;
        return payments;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in (string[])["$debtor", "$creditor", "$units", "$uetr"])
        {
            if (sql.Contains(name, StringComparison.Ordinal))
            {
                command.Parameters.AddWithValue(name, name == "$uetr" ? new byte[16] : 0L);
            }
        }

        command.Prepare();
        return command;
    }

    private static void Bind(SqliteCommand command, string name, object value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
