using System.Diagnostics;
using System.Text.Json;

namespace Comity.Cli.Tests.Commands;

/// <summary>What a run of the program came to.</summary>
internal sealed record Ran(int Code, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>Runs the program as a process of its own, as a user does.</summary>
internal static class Cli
{
    public static Task<Ran> RunAsync(params string[] args) => RunAsync(Start(args));

    /// <summary>Runs it with environment variables of its own.</summary>
    public static Task<Ran> RunWithAsync(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        RunAsync(Start(environment, args));

    private static async Task<Ran> RunAsync(Process process)
    {
        using var running = process;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ran(process.ExitCode, await output, await errors);
    }

    public static Process Start(params string[] args) => Start(new Dictionary<string, string>(), args);

    public static Process Start(IReadOnlyDictionary<string, string> environment, string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "comity"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // No terminal: what would be asked for is an error, as in a service.
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program does not start.");
    }
}

/// <summary>A folder of a test's own, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-cli-");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
