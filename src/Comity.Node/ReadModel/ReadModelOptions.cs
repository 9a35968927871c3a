namespace Comity.Node.ReadModel;

/// <summary>Where a node keeps its read model. One of the kinds below.</summary>
public abstract record ReadModelOptions
{
    private ReadModelOptions() { }

    /// <summary>Nowhere: no histories, no steps, no events to follow. The ledger answers all else.</summary>
    public sealed record None : ReadModelOptions;

    /// <summary>In SQLite files of the node's data folder.</summary>
    public sealed record Sqlite : ReadModelOptions;

    /// <summary>In a PostgreSQL database (12 or later) that this node alone writes to.</summary>
    /// <param name="ConnectionString">As Npgsql takes it. The user may create schemas in the database.</param>
    public sealed record PostgreSql(string ConnectionString) : ReadModelOptions
    {
        /// <summary>Without what the connection string may hold.</summary>
        public override string ToString() => nameof(PostgreSql);
    }
}
