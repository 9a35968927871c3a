using System.Diagnostics;
using System.Globalization;

namespace Comity.Testing.Databases;

/// <summary>
/// A PostgreSQL server of our own in a folder of our own, on a Unix socket only, with fsync on: started for a
/// benchmark or for tests, removed after it. PostgreSQL refuses to run as root, so that as root it runs as the user postgres.
/// </summary>
public sealed class PrivatePostgreSql : IDisposable
{
    private readonly string _folder;
    private readonly string _binaries;

    private PrivatePostgreSql(string folder, string binaries) => (_folder, _binaries) = (folder, binaries);

    /// <summary>Starts a server in a new folder below a parent.</summary>
    /// <param name="parent">The parent.</param>
    /// <param name="sharedBuffers">Its shared memory, as PostgreSQL's configuration takes it.</param>
    /// <returns>Nothing where PostgreSQL is not installed.</returns>
    public static PrivatePostgreSql? TryStart(string parent, string sharedBuffers = "1GB")
    {
        var binaries = FindBinaries();
        if (binaries is null)
        {
            return null;
        }

        var folder = Path.Combine(parent, $"postgres-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root")
        {
            Run("chown", ["postgres", folder]);
        }

        var server = new PrivatePostgreSql(folder, binaries);
        server.AsPostgres("initdb", ["-D", server.Data, "-A", "trust", "--no-sync", "-U", "postgres"]);
        File.AppendAllText(
            Path.Combine(server.Data, "postgresql.conf"),
            $"""

            listen_addresses = ''
            unix_socket_directories = '{folder}'
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            shared_buffers = {sharedBuffers}
            wal_buffers = 64MB
            max_wal_size = 8GB
            checkpoint_timeout = 30min
            wal_compression = off
            max_connections = 200
            autovacuum = on
            """
        );
        server.Start();
        return server;
    }

    /// <summary>Starts it again.</summary>
    public void Start() => AsPostgres("pg_ctl", ["-D", Data, "-w", "-l", Path.Combine(_folder, "server.log"), "start"]);

    /// <summary>Stops it as a failing server would: connections break, what was not committed is gone.</summary>
    public void Stop() => AsPostgres("pg_ctl", ["-D", Data, "-m", "immediate", "stop"]);

    /// <summary>Makes an empty database.</summary>
    /// <returns>How Npgsql connects to it.</returns>
    public string CreateDatabase()
    {
        var name = $"test_{Guid.NewGuid():N}";
        Execute($"CREATE DATABASE {name}");
        return $"Host={_folder};Username=postgres;Database={name}";
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The server's version.</summary>
    public string Version => AsPostgres("postgres", ["--version"]).Trim();

    /// <summary>How Npgsql connects to it.</summary>
    public string ConnectionString => $"Host={_folder};Username=postgres;Database=postgres";

    /// <summary>Runs SQL.</summary>
    public void Execute(string sql)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.sql");
        File.WriteAllText(file, sql);
        AsPostgres("psql", ["-h", _folder, "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1", "-f", file]);
    }

    /// <summary>Runs pgbench with a script, prepared statements, and returns its transactions per second.</summary>
    public double Bench(string script, int clients, int seconds)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.pgbench");
        File.WriteAllText(file, script);
        var output = AsPostgres(
            "pgbench",
            [
                "-h",
                _folder,
                "-U",
                "postgres",
                "-n",
                "-M",
                "prepared",
                "-c",
                clients.ToString(CultureInfo.InvariantCulture),
                "-j",
                "2",
                "-T",
                seconds.ToString(CultureInfo.InvariantCulture),
                "-f",
                file,
                "postgres",
            ]
        );
        var line = output.Split('\n').Single(static line => line.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            Stop();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(static version => Path.Combine(version, "bin"))
                .Where(static bin =>
                    File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "pgbench"))
                )
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;

    private string AsPostgres(string program, string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.UserName == "root"
            ? Run("runuser", ["-u", "postgres", "--", path, .. arguments])
            : Run(path, arguments);
    }

    private static string Run(string program, string[] arguments)
    {
        using var process =
            Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    WorkingDirectory = "/",
                }
            ) ?? throw new InvalidOperationException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result}");
    }
}
