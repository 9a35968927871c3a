using System.Diagnostics;

namespace Comity.Cli.Tests.Commands;

/// <summary>A node run as a process of its own; stopped as an operator's service manager stops it.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;

    private RunningProgram(Process process) => _process = process;

    public int ExitCode => _process.ExitCode;

    public static Task<RunningProgram> StartAsync(params string[] args) =>
        StartWithAsync(new Dictionary<string, string>(StringComparer.Ordinal), args);

    /// <summary>Starts it with environment variables of its own.</summary>
    public static async Task<RunningProgram> StartWithAsync(
        IReadOnlyDictionary<string, string> environment,
        params string[] args
    )
    {
        var process = Cli.Start(environment, ["node", "run", "--listen", "127.0.0.1:0", .. args]);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("listening on", StringComparison.Ordinal))
            {
                process.ErrorDataReceived += static (_, _) => { };
                process.BeginErrorReadLine();
                return new RunningProgram(process);
            }
        }

        Assert.Fail(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }
}
