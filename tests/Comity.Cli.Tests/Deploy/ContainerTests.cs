using System.Diagnostics;
using System.Text.Json;
using TestFolder = Comity.Cli.Tests.Commands.TestFolder;

namespace Comity.Cli.Tests.Deploy;

/// <summary>
/// The container file's steps, taken one after the other without a container engine: the first stage in a folder that has nothing
/// but what the file copies, the second in a root of its own, as the container's user.
/// </summary>
public sealed class ContainerTests : IDisposable
{
    private static readonly List<(string Word, string Line)> Steps = Read();
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_the_file_copies_builds_and_what_it_builds_runs_as_its_user_healthy_until_it_is_stopped()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Run("unshare", ["--mount", "--net", "--pid", "--fork", "true"]).Code == 0,
            "namespaces of its own are needed: Linux, and root"
        );
        Build();
        await Configure();
        Directory.CreateDirectory(_folder["root"]);

        var (code, said) = Run(
            "unshare",
            [
                "--mount",
                "--net",
                "--pid",
                "--fork",
                "sh",
                Path.Combine(RepositoryFolder.Root, "tests", "Comity.Cli.Tests", "Deploy", "container.sh"),
            ],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ROOT"] = _folder["root"],
                ["BUILT"] = _folder["out"],
                ["CONFIGURATION"] = _folder["etc"],
                ["RUN"] = Last("RUN"),
                ["USER_ID"] = Last("USER"),
                ["VOLUME"] = Last("VOLUME"),
                ["HEALTH"] = string.Join(' ', Json(Last("HEALTHCHECK"))),
                ["COMMAND"] = string.Join(' ', Json(Last("ENTRYPOINT")).Concat(Json(Last("CMD")))),
                ["DOTNET"] = DotnetRoot(),
            }
        );

        Assert.True(code == 0, said);
        Assert.Contains("healthy\n", said, StringComparison.Ordinal);
        Assert.Contains("Uid:\t10601\t10601\t10601\t10601", said, StringComparison.Ordinal);
        Assert.Contains("owner 10601", said, StringComparison.Ordinal);
        Assert.Contains("ended with 0", said, StringComparison.Ordinal);
    }

    // The first stage: COPY into an empty folder, then RUN, with /out moved to where this test may write.
    private void Build()
    {
        foreach (
            var (_, rest) in Steps.Where(static step =>
                step.Word == "COPY" && !step.Line.StartsWith("--", StringComparison.Ordinal)
            )
        )
        {
            var parts = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var target = Path.Combine(_folder["source"], parts[^1]);
            Directory.CreateDirectory(target);
            foreach (var source in parts[..^1])
            {
                Copy(Path.Combine(RepositoryFolder.Root, source), target);
            }
        }

        var publish = Steps
            .First(static step => step.Word == "RUN")
            .Line.Replace("/out", _folder["out"], StringComparison.Ordinal);
        var (code, said) = Run("sh", ["-c", publish], folder: _folder["source"]);
        Assert.True(code == 0, said);
    }

    // What is mounted at /etc/comity: a node on its file's own addresses, with a world's genesis and certificate.
    private async Task Configure()
    {
        var made = await Commands.Cli.RunAsync("genesis", Repository.DemoScenario, "--data", _folder["world"]);
        Assert.True(made.Code == 0, made.Errors);
        Directory.CreateDirectory(_folder["etc"]);
        Copy(Path.Combine(_folder["world"], "genesis.bin"), _folder["etc"]);
        Copy(Path.Combine(_folder["world"], "tls"), _folder["etc"]);
        await File.WriteAllTextAsync(
            Path.Combine(_folder["etc"], "node.yaml"),
            """
            data: /var/lib/comity
            genesis: genesis.bin
            listen: 0.0.0.0:7601
            metrics: { listen: 127.0.0.1:9601 }
            access: { certificate: node.pem, certificate-key: node.key }
            """,
            TestContext.Current.CancellationToken
        );
    }

    private static string Last(string word) => Steps.Last(step => step.Word == word).Line;

    private static string[] Json(string rest) =>
        JsonSerializer.Deserialize<string[]>(rest[rest.IndexOf('[', StringComparison.Ordinal)..])!;

    private static string DotnetRoot() =>
        Path.GetFullPath(
            Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")
        );

    private static List<(string Word, string Line)> Read() =>
        [
            .. string.Join(
                    '\n',
                    File.ReadLines(Path.Combine(RepositoryFolder.Root, "deploy", "Containerfile"))
                        .Where(static line => !line.StartsWith('#'))
                )
                .Replace("\\\n", " ", StringComparison.Ordinal)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(static line => line.Split(' ', 2))
                .Select(static parts => (parts[0], parts[1].Trim())),
        ];

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, Path.Combine(to, Path.GetFileName(from)), overwrite: true);
            return;
        }

        foreach (var path in Directory.GetFiles(from))
        {
            Copy(path, to);
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            var target = Path.Combine(to, Path.GetFileName(folder));
            Directory.CreateDirectory(target);
            Copy(folder, target);
        }
    }

    private static (int Code, string Said) Run(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (127, missing.Message);
        }
    }
}
