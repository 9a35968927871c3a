namespace Comity.Bench.Report;

/// <summary>What the figures should reach, and what is aimed for.</summary>
internal static class Bars
{
    /// <summary>A figure against its bar.</summary>
    public static Figure Core(double perSecond, string detail) =>
        new("core", "ledger core, one core, policies on, no root", perSecond, "/s", 500_000, 1_000_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Root(double perSecond, string detail) =>
        new("root", "the same, a state root each 10,000", perSecond, "/s", 150_000, 300_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Node(double share, string detail) =>
        new("node", "embedded node, share of raw verification", share, "%", 60, 85, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Unary(double perSecond, string detail) =>
        new("unary", "embedded node, a call for each payment", perSecond, "/s", 10_000, 15_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Finality(double milliseconds, string detail) =>
        new("finality", "finality p99 at half load", milliseconds, "ms", 10, 4, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure SteadyFinality(double milliseconds, string detail) =>
        new("steady", "finality p99 under a long steady load", milliseconds, "ms", 10, 4, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure SteadyMemory(double percent, string detail) =>
        new("steady", "growth of memory under it", percent, "%", 10, 2, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Growth(double percent, string detail) =>
        new("growth", "growth of a payment's cost with history", percent, "%", 25, 5, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure PostgresSingles(double times, string detail) =>
        new("postgres", "against PostgreSQL, signed one by one", times, "x", 1.5, 3, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure PostgresFiles(double times, string detail) =>
        new("postgres", "against PostgreSQL, files of 100", times, "x", 8, 20, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Sqlite(double times, string detail) =>
        new("sqlite", "against SQLite, signed one by one", times, "x", 2, 4, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Recovery(double seconds, string detail) =>
        new("recovery", "recovery, a million payments, no checkpoint", seconds, "s", 20, 5, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Memory(double bytes, string detail) =>
        new("memory", "memory per account with one balance", bytes, "B", 400, 150, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Retention(double bytes, string detail) =>
        new("retention", "memory a payment adds once old ones are forgotten", bytes, "B", 1, 0, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Checkpoint(double milliseconds, string detail) =>
        new("checkpoint", "pause of ordering for a checkpoint", milliseconds, "ms", 10, 4, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure Disk(double bytes, string detail) =>
        new("disk", "disk per payment", bytes, "B", 500, 300, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure NettingShare(double percent, string detail) =>
        new("netting", "liquidity saver, value against the optimum", percent, "%", 95, 99, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure NettingTime(double milliseconds, string detail) =>
        new("netting", "liquidity saver, time of a look", milliseconds, "ms", 100, 50, false, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure RebuildSqlite(double perSecond, string detail) =>
        new("readmodel", "read model rebuilt from the log, SQLite", perSecond, "/s", 50_000, 100_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure RebuildPostgreSql(double perSecond, string detail) =>
        new("readmodel", "read model rebuilt from the log, PostgreSQL", perSecond, "/s", 20_000, 50_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure PageOne(double milliseconds, int settlements, string detail) =>
        new(
            "readmodel",
            $"page one of a history p99, {settlements:N0} settlements",
            milliseconds,
            "ms",
            10,
            2,
            false,
            detail
        );

    /// <summary>A figure against its bar.</summary>
    public static Figure IsoRead(double perSecond, string detail) =>
        new("iso", "pacs.008 read and checked against its schema", perSecond, "/s", 10_000, 50_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure IsoTimes(double times, string detail) =>
        new("iso", "the same, against XmlSerializer with validation", times, "x", 5, 8, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure IsoWrite(double perSecond, string detail) =>
        new("iso", "pacs.008 written", perSecond, "/s", 20_000, 100_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure IsoBatch(double perSecond, string detail) =>
        new("iso", "pacs.008 read out of one batch file", perSecond, "/s", 10_000, 30_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure IsoChecked(double perSecond, string detail) =>
        new("iso", "varied pacs.008 read, schema and CBPR+ rules", perSecond, "/s", 10_000, 50_000, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure IsoVariedTimes(double times, string detail) =>
        new("iso", "the same by the schema alone, against XmlSerializer", times, "x", 5, 8, true, detail);

    /// <summary>A figure against its bar.</summary>
    public static Figure IsoBatchMemory(double percent, string detail) =>
        new("iso", "growth of peak memory, a batch of 400 MB against 40 MB", percent, "%", 10, 2, false, detail);
}
