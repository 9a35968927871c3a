using System.CommandLine;
using Comity.Client;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity archive</c>: moves a node's full log segments to an archive; by the node where it runs.</summary>
internal static class ArchiveCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var to = new Option<string>("--to")
        {
            Description =
                "A folder of the node's machine that exists. Default: archive.folder of its configuration, else its data folder's.",
            HelpName = "DIR",
        };
        var stopped = StoppedOption.Create();
        var command = new Command(
            "archive",
            "Write a checkpoint on a running node, and move full log segments that no kept checkpoint needs to an archive. With --stopped: the same on files, behind the checkpoints there are."
        )
        {
            to,
            stopped,
        };
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var folder = parsed.GetValue(to) is { } path ? Path.GetFullPath(path) : string.Empty;
                if (parsed.GetValue(stopped) is { } data)
                {
                    return Task.FromResult(RunStopped(data, folder, Answer.For(parsed)));
                }

                return OperatorCall.RunAsync(
                    parsed,
                    node,
                    (connection, answer) => RunAsync(connection, folder, answer, cancellation)
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        NodeConnection connection,
        string folder,
        Answer answer,
        CancellationToken cancellation
    )
    {
        var height = await connection.CheckpointAsync(cancellation);
        return Tell(height, await connection.ArchiveAsync(folder, cancellation), answer);
    }

    private static int RunStopped(string data, string folder, Answer answer) =>
        folder.Length > 0 && !Directory.Exists(folder)
            ? answer.Fail(ExitCode.Usage, $"there is no folder {folder}.")
            : StoppedOption.Run(
                data,
                answer,
                node => Tell(node.CheckpointHeight, node.Archive(folder.Length > 0 ? folder : null), answer)
            );

    private static int Tell(ulong height, IReadOnlyList<string> moved, Answer answer)
    {
        answer.Say($"checkpoint at height {height}");
        foreach (var segment in moved)
        {
            answer.Say($"  {segment}");
        }

        answer.Say(
            moved.Count == 0
                ? "no full segment to move: the kept checkpoints need what there is."
                : $"{moved.Count} segments moved. To audit from genesis: ./comity audit DATA --archive DIR"
        );
        answer.Tell(new { checkpoint = height, segments = moved });
        return ExitCode.Done;
    }
}
