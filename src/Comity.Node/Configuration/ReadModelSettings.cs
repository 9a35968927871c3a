using Comity.Node.ReadModel;
using Npgsql;

namespace Comity.Node.Configuration;

/// <summary>Makes the read model's options of what was stated, or says what is wrong.</summary>
internal static class ReadModelSettings
{
    private const string FileKey = "read-model.connection-file";

    /// <summary>Reads the connection string where one is needed.</summary>
    public static NodeConfiguration Apply(NodeConfiguration configuration, List<ConfigurationFault> faults)
    {
        if (configuration.ReadModelKind != ReadModelKind.PostgreSql)
        {
            if (configuration.ReadModelConnectionFile is not null)
            {
                Fault(
                    configuration,
                    faults,
                    $"{FileKey} is set, and read-model.kind is not postgresql; set that too, or leave this out"
                );
            }

            ReadModelOptions kept =
                configuration.ReadModelKind == ReadModelKind.None
                    ? new ReadModelOptions.None()
                    : new ReadModelOptions.Sqlite();
            return configuration.WithOptions(options => options with { ReadModel = kept });
        }

        if (configuration.ReadModelConnectionFile is not { } path)
        {
            Fault(configuration, faults, $"read-model.kind is postgresql, which needs {FileKey}");
            return configuration;
        }

        if (!File.Exists(path))
        {
            Fault(configuration, faults, $"{FileKey}: there is no file {path}");
            return configuration;
        }

        var text = File.ReadAllText(path).Trim();
        try
        {
            _ = new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException wrong)
        {
            Fault(configuration, faults, $"{FileKey}: {path} holds no connection string: {wrong.Message}");
            return configuration;
        }

        return configuration.WithOptions(options => options with { ReadModel = new ReadModelOptions.PostgreSql(text) });
    }

    private static void Fault(NodeConfiguration configuration, List<ConfigurationFault> faults, string message) =>
        faults.Add(
            new ConfigurationFault(
                configuration.Stated.GetValueOrDefault(FileKey)
                    ?? configuration.Stated.GetValueOrDefault("read-model.kind")
                    ?? new ConfigurationPlace.Nowhere(),
                message
            )
        );
}
