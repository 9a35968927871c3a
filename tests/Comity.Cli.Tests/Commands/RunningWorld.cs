using System.Diagnostics;

namespace Comity.Cli.Tests.Commands;

/// <summary>The demo's world, founded, with its node running as a process of its own.</summary>
internal sealed class RunningWorld : IAsyncDisposable
{
    private readonly Process _node;

    private RunningWorld(Process node) => _node = node;

    public static async Task<RunningWorld> StartAsync(string folder)
    {
        var made = await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", folder);
        Assert.True(made.Code == 0, made.Errors);
        var node = Cli.Start("node", "run", "--data", folder, "--listen", "127.0.0.1:0");
        while (await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("listening on", StringComparison.Ordinal))
            {
                return new RunningWorld(node);
            }
        }

        throw new InvalidOperationException(await node.StandardError.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_node.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _node.WaitForExitAsync();
        _node.Dispose();
    }
}
