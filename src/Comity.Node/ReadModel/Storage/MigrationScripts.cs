using System.Reflection;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Comity.Node.ReadModel.Storage;

/// <summary>The schema's history: SQL files in ReadModel/Migrations, applied in order of their names, each once and in a transaction of its own.</summary>
internal static class MigrationScripts
{
    /// <summary>The scripts of a folder, in order.</summary>
    public static IReadOnlyList<SqlScript> Of(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"ReadModel/{folder}/";
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new SqlScript(name[prefix.Length..], Read(assembly, name))),
        ];
    }

    /// <summary>Applies what is missing.</summary>
    /// <param name="builder">The database.</param>
    /// <param name="scripts">All scripts.</param>
    /// <exception cref="ReadModelRefusedException">The database has scripts that this program does not know: a later one wrote it.</exception>
    public static void Apply(UpgradeEngineBuilder builder, IReadOnlyList<SqlScript> scripts)
    {
        var engine = builder
            .WithScripts(scripts)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoUpgradeLog())
            .Build();
        var known = scripts.Select(static script => script.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = engine.GetExecutedScripts().Where(name => !known.Contains(name)).ToList();
        if (unknown.Count > 0)
        {
            throw new ReadModelRefusedException(
                $"The read model has the migration {unknown[^1]}, which this program does not know. Run the program that wrote it or a later one, or remove the read model: it is rebuilt from the log."
            );
        }

        var result = engine.PerformUpgrade();
        if (!result.Successful)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(result.Error);
        }
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // What fails is thrown; what succeeds is no news.
    private sealed class NoUpgradeLog : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args) { }

        public void LogDebug(string format, params object[] args) { }

        public void LogInformation(string format, params object[] args) { }

        public void LogWarning(string format, params object[] args) { }

        public void LogError(string format, params object[] args) { }

        public void LogError(Exception ex, string format, params object[] args) { }
    }
}
