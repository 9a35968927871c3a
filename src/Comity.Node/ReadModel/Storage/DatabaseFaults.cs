using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Comity.Node.ReadModel.Storage;

/// <summary>Tells faults of a database apart.</summary>
internal static class DatabaseFaults
{
    /// <summary>Whether the file itself is spoilt: SQLITE_CORRUPT, SQLITE_NOTADB.</summary>
    public static bool IsDamage(this DbException fault) =>
        fault is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB };
}
