using Comity.Node.Configuration;
using Comity.Node.ReadModel;
using Npgsql;

namespace Comity.Node.Operating.Checks;

/// <summary>The read model's database, where it is another program: reachable, and of a version that serves.</summary>
internal static class ReadModelCheck
{
    private const int OldestVersion = 12;
    private const int PatienceSeconds = 5;

    /// <summary>Looks.</summary>
    public static IEnumerable<Finding> Run(NodeConfiguration configuration)
    {
        if (configuration.Options.ReadModel is ReadModelOptions.PostgreSql postgres)
        {
            yield return Ask(postgres.ConnectionString);
        }
    }

    private static Finding Ask(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder(text) { Timeout = PatienceSeconds, Pooling = false };
        var place = $"postgresql {builder.Host}:{builder.Port}/{builder.Database}";
        try
        {
            using var connection = new NpgsqlConnection(builder.ToString());
            connection.Open();
            return connection.PostgreSqlVersion.Major < OldestVersion
                ? new Finding(
                    Severity.Error,
                    "CHK702",
                    place,
                    $"is PostgreSQL {connection.PostgreSqlVersion}; {OldestVersion} or later is needed"
                )
                : new Finding(Severity.Note, "CHK703", place, $"answers: PostgreSQL {connection.PostgreSqlVersion}");
        }
        catch (NpgsqlException fault)
        {
            return new Finding(
                Severity.Error,
                "CHK701",
                place,
                $"the read model's database cannot be used: {fault.Message}; payments would go on, and histories not be answered"
            );
        }
    }
}
