namespace Comity.Node.Configuration;

/// <summary>Where a node keeps its read model.</summary>
public enum ReadModelKind
{
    /// <summary>Nowhere.</summary>
    None = 1,

    /// <summary>In SQLite files of the data folder.</summary>
    Sqlite = 2,

    /// <summary>In a PostgreSQL database.</summary>
    PostgreSql = 3,
}
