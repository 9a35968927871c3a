using Comity.Bench.Peers;
using Comity.Bench.Report;
using Comity.Testing.Databases;

namespace Comity.Bench.ReadModels;

/// <summary>The read model's rows: how fast it is made from the log, and how page one of a history fares as history grows.</summary>
internal static class ReadModelFigures
{
    private const int Accounts = 100_000;
    private const int Questions = 5_000;

    /// <summary>Measures them.</summary>
    /// <param name="folder">Where the data is kept.</param>
    /// <param name="payments">Payments of the log that is rebuilt from, each signed by itself.</param>
    /// <param name="most">Payments to which history grows, in files of 100 under one signature.</param>
    public static async IAsyncEnumerable<Figure> MeasureAsync(string folder, int payments, int most)
    {
        using var run = await ReadModelRun.StartAsync(folder, Accounts);
        await run.PayAsync(payments, 1);
        var sqlite = await run.RebuildAsync(run.Sqlite());
        yield return Bars.RebuildSqlite(
            sqlite.PerSecond,
            $"{sqlite.Events:N0} events of a log of {payments:N0} payments, each signed by itself, in {sqlite.Took.TotalSeconds:N1} s, from reading the log to serving; {sqlite.Bytes / (double)sqlite.Events:N0} bytes an event"
        );
        using (var server = PrivatePostgreSql.TryStart(folder))
        {
            if (server is not null)
            {
                var postgres = await run.RebuildAsync(run.PostgreSql(server.ConnectionString));
                yield return Bars.RebuildPostgreSql(
                    postgres.PerSecond,
                    $"the same log, in {postgres.Took.TotalSeconds:N1} s; {server.Version}"
                );
            }
        }

        var grown = payments;
        for (var stage = payments; stage <= most; stage *= 10)
        {
            await run.PayAsync(stage - grown, 100);
            grown = stage;
            var rebuilt = stage == payments ? sqlite : await run.RebuildAsync(run.Sqlite());
            var pages = await run.PageOneAsync(run.Sqlite(), Questions);
            double At(double percentile) => pages.GetValueAtPercentile(percentile) / 1_000.0;
            yield return Bars.PageOne(
                At(99),
                stage,
                $"{Questions:N0} accounts at random of {Accounts:N0}, 50 lines each; p50 {At(50):N2}, p99.9 {At(99.9):N2}, longest {At(100):N2} ms; model of {rebuilt.Bytes >> 20:N0} MiB made or brought up at {rebuilt.PerSecond:N0} events/s"
            );
        }
    }
}
