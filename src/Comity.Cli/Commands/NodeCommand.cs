using System.CommandLine;
using Comity.Cli.Commands.Operating;
using Comity.Cli.Worlds;
using Comity.Node.Configuration;
using Comity.Node.Hosting;
using Comity.Ordering.Engine;
using Comity.Protocol.Refusals;
using Google.Protobuf;
using Microsoft.Extensions.Hosting.Systemd;

namespace Comity.Cli.Commands;

/// <summary><c>comity node run</c>: one node.</summary>
internal static class NodeCommand
{
    /// <summary>Where a node listens unless told otherwise.</summary>
    public const int Port = 7601;

    /// <summary>The command.</summary>
    public static Command Create() =>
        new("node", "Run and look after a node.")
        {
            CreateRun(),
            NodeCheckCommand.Create(),
            NodeHealthCommand.Create(),
            NodeUpgradeCommand.Create(),
            NodeRebuildCommand.Create(),
            AcknowledgeLossCommand.Create(),
        };

    private static Command CreateRun()
    {
        var command = new Command(
            "run",
            "Run one node until it is told to stop (Ctrl+C or SIGTERM). --data may also be a world folder (made by comity genesis)."
        );
        var settings = NodeSettingOptions.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var answer = Answer.For(parsed);
                return settings.TryRead(parsed, answer, out var configuration)
                    ? RunAsync(configuration, answer, cancellation)
                    : Task.FromResult(ExitCode.Usage);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        NodeConfiguration configuration,
        Answer answer,
        CancellationToken cancellation
    )
    {
        var options = configuration.Options;
        var world = new WorldFolder(options.DataFolder);
        var genesisFile = configuration.GenesisFile ?? (world.Exists ? world.GenesisFile : null);
        if (genesisFile is not null && !File.Exists(genesisFile))
        {
            return answer.Fail(ExitCode.Usage, $"there is no file {genesisFile}.");
        }

        NodeHost node;
        try
        {
            node = await NodeHost.StartAsync(
                options with
                {
                    DataFolder = world.Exists ? world.NodeFolder : options.DataFolder,
                    Genesis = genesisFile is null
                        ? ReadOnlyMemory<byte>.Empty
                        : await File.ReadAllBytesAsync(genesisFile, cancellation),
                    LogFile = options.LogFile ?? (world.Exists ? world.NodeLog : null),
                    Access = world.Exists && !configuration.StatesAccess ? world.Access : options.Access,
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
            return await ServeAsync(node, world, answer, cancellation);
        }
    }

    private static async Task<int> ServeAsync(
        NodeHost node,
        WorldFolder world,
        Answer answer,
        CancellationToken cancellation
    )
    {
        if (world.Exists)
        {
            var refused = await FoundAsync(node.Engine, world, answer);
            if (refused is not null)
            {
                return answer.Fail(ExitCode.Refused, refused);
            }

            await File.WriteAllTextAsync(world.NodeAddressFile, node.Uri.ToString(), cancellation);
        }

        var (network, height) = (node.Engine.Genesis.Network, node.Engine.Tip.Height);
        answer.Say($"{network}: listening on {node.Uri}, height {height}. Ctrl+C stops it.");
        answer.Tell(
            new
            {
                network,
                address = node.Uri.ToString(),
                height,
            }
        );
        // Says nothing where no service manager asked for it (sd_notify(3)).
        var manager = new SystemdNotifier();
        manager.Notify(ServiceState.Ready);
        await DemoCommand.UntilStoppedAsync(node, cancellation);
        manager.Notify(ServiceState.Stopping);
        File.Delete(world.NodeAddressFile);
        if (node.Stopped.Exception is { } fault)
        {
            return answer.Fail(ExitCode.Unavailable, $"the node stopped: {fault.InnerException?.Message}");
        }

        answer.Say("stopped.");
        return ExitCode.Done;
    }

    /// <summary>Orders the founding transactions, unless that is done; what is refused, where something is.</summary>
    /// <remarks>After an interruption it is safe to order all again: what has applied does not apply twice.</remarks>
    public static async Task<string?> FoundAsync(IOrderingEngine engine, WorldFolder world, Answer answer)
    {
        if (world.IsFounded)
        {
            return null;
        }

        var founding = world.ReadFounding();
        answer.Say($"founding the world: {founding.Count} transactions ...");
        foreach (var transaction in founding)
        {
            // Straight to the engine: they were signed when the world was made, and nobody is admitted yet who could call.
            var outcome = (await engine.SubmitAsync([transaction.ToByteArray()], Wait.Final))[0];
            var done =
                outcome
                is Outcome.Applied
                    or Outcome.Refused { Refusal.Code: RefusalCode.DuplicateTransaction }
                    or Outcome.TurnedAway { Refusal.Code: RefusalCode.DuplicateTransaction };
            if (!done)
            {
                return $"a founding transaction was not applied: {outcome}. Make the world anew with ./comity genesis.";
            }
        }

        world.NoteFounded();
        return null;
    }
}
