using System.Diagnostics;
using System.Text;

namespace Comity;

/// <summary>The .NET SDK's command.</summary>
internal static class Sdk
{
    /// <summary>The configuration that these tests were built in.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains("debug", StringComparison.OrdinalIgnoreCase) ? "Debug" : "Release";

    public static async Task<(int Code, string Output)> RunAsync(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string program,
        params string[] args
    )
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output.ToString());
    }

    /// <summary>Runs dotnet, which must succeed.</summary>
    public static async Task DotnetAsync(string folder, params string[] args)
    {
        // Servers that outlive the command would keep its output open.
        var environment = new Dictionary<string, string>
        {
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        };
        var (code, output) = await RunAsync(
            folder,
            environment,
            "dotnet",
            [.. args, "-nologo", "-p:UseSharedCompilation=false"]
        );
        Assert.True(code == 0, output);
    }

    private static void Append(StringBuilder output, string? line)
    {
        // At its end a stream gives a line that is none.
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
