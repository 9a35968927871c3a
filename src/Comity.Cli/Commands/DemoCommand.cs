using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using Comity.Cli.Demo;
using Comity.Cli.Scenarios;
using Comity.Cli.Worlds;
using Comity.Client.Keys;
using Comity.Node.Hosting;
using Comity.Protocol.Time;

namespace Comity.Cli.Commands;

/// <summary><c>comity demo</c>: a small world, real payments, checked to the last unit.</summary>
internal static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var keep = new Option<bool>("--keep") { Description = "Leave the node running afterwards, until Ctrl+C." };
        var scenario = new Option<string>("--scenario")
        {
            Description = "Another scenario (docs/scenarios.md).",
            HelpName = "FILE",
        };
        var data = new Option<string>("--data")
        {
            Description = "The folder to make the world in; a new temporary one unless named.",
            HelpName = "DIR",
        };
        var command = new Command("demo", "Make a small world, run a day's payments through it, and check the books.")
        {
            keep,
            scenario,
            data,
        };
        var passphrase = PassphraseOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetValue(scenario) ?? Standard(),
                    new WorldFolder(
                        Path.GetFullPath(
                            parsed.GetValue(data)
                                ?? Path.Combine(
                                    Path.GetTempPath(),
                                    $"comity-demo-{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}"
                                )
                        )
                    ),
                    parsed.GetValue(keep),
                    parsed,
                    passphrase,
                    cancellation
                )
        );
        return command;
    }

    // The scenario that comes with the sources: the folder of the program is inside the repository's.
    private static string Standard()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "samples", "demo", "world.yaml");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return Path.Combine("samples", "demo", "world.yaml");
    }

    private static async Task<int> RunAsync(
        string path,
        WorldFolder folder,
        bool keep,
        ParseResult parsed,
        PassphraseOption passphrase,
        CancellationToken cancellation
    )
    {
        var answer = Answer.For(parsed);
        var begun = Stopwatch.GetTimestamp();
        if (!ScenarioLoading.TryLoad(path, answer, out var scenario, out var code))
        {
            return code;
        }

        if (folder.Exists)
        {
            return answer.Fail(ExitCode.Usage, $"{folder.Path} holds a world already; choose another folder.");
        }

        var now = new Timestamp((ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        using var world = World.Create(scenario, now);
        if (!WorldSealing.TryGet(world, parsed, passphrase, out var sealing, out var failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        using var known = sealing;
        folder.Write(world, now, sealing);
        answer.Say(scenario.Title);
        answer.Say($"The world is in {folder.Path}");
        NodeHost node;
        try
        {
            node = await NodeHost.StartAsync(
                new NodeOptions
                {
                    DataFolder = folder.NodeFolder,
                    Genesis = world.Genesis.ToBytes(),
                    Listen = new IPEndPoint(IPAddress.Loopback, 0),
                    LogFile = folder.NodeLog,
                    Access = folder.Access,
                },
                cancellation
            );
        }
        catch (IOException fault)
        {
            return answer.Fail(ExitCode.Unavailable, fault.Message);
        }

        await using (node)
        {
            var passphrases = sealing is null ? PassphraseSource.Prompt : PassphraseSource.Of(sealing);
            return await RunAsync(node, scenario, world, folder, passphrases, keep, begun, answer, cancellation);
        }
    }

    private static async Task<int> RunAsync(
        NodeHost node,
        Scenario scenario,
        World world,
        WorldFolder folder,
        PassphraseSource passphrases,
        bool keep,
        long begun,
        Answer answer,
        CancellationToken cancellation
    )
    {
        DemoReport report;
        try
        {
            report = await new DemoRun(world, folder, node, answer, passphrases).RunAsync(begun, cancellation);
        }
        catch (InvalidOperationException fault)
        {
            return answer.Fail(ExitCode.Refused, fault.Message);
        }

        DemoText.Write(report, scenario, answer);
        answer.Tell(DemoText.Machine(report, scenario));
        if (keep)
        {
            await File.WriteAllTextAsync(folder.NodeAddressFile, node.Uri.ToString(), cancellation);
            await Console.Error.WriteLineAsync($"The node listens on {node.Uri} until Ctrl+C. From another terminal:");
            await Console.Error.WriteLineAsync($"  ./comity status --data {folder.Path}");
            await Console.Error.WriteLineAsync($"  ./comity trace UETR --data {folder.Path}");
            await Console.Error.WriteLineAsync($"  ./comity send FILE --as BIC --data {folder.Path}");
            await UntilStoppedAsync(node, cancellation);
            File.Delete(folder.NodeAddressFile);
        }

        return report.IsGood ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>Waits for Ctrl+C, SIGTERM, or the node's own end.</summary>
    public static async Task UntilStoppedAsync(NodeHost node, CancellationToken cancellation)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var cancelled = cancellation.Register(() => stopping.TrySetResult());
#pragma warning disable VSTHRD003 // The node's own end is what is waited for; there is no context to come back to.
        await Task.WhenAny(stopping.Task, node.Stopped);
#pragma warning restore VSTHRD003

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.TrySetResult();
        }
    }
}
