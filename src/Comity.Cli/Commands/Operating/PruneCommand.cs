using System.CommandLine;
using Comity.Client;
using Comity.Ordering.Log;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity prune</c>: deletes from a node's data folder log segments that an archive has.</summary>
internal static class PruneCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var archive = new Option<string[]>("--archive")
        {
            Description =
                "A folder of the node's machine that has copies of the segments; may be given again, and each must have them then. Default on a running node: archive.folder of its configuration.",
            HelpName = "DIR",
        };
        var stopped = StoppedOption.Create();
        var command = new Command(
            "prune",
            "Delete log segments from the data folder that no kept checkpoint needs and that the archive has, compared byte for byte. Never the only copy."
        )
        {
            archive,
            stopped,
        };
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
            {
                string[] archives = [.. (parsed.GetValue(archive) ?? []).Select(Path.GetFullPath)];
                return parsed.GetValue(stopped) is { } data
                    ? Task.FromResult(RunStopped(data, archives, Answer.For(parsed)))
                    : OperatorCall.RunAsync(
                        parsed,
                        node,
                        (connection, answer) => RunAsync(connection, archives, answer, cancellation)
                    );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        NodeConnection connection,
        IReadOnlyList<string> archives,
        Answer answer,
        CancellationToken cancellation
    )
    {
        var response = await connection.PruneAsync(archives, cancellation);
        // Both forms share their numbers.
        var kept = response.Kept is { } left
            ? new KeptSegment(left.Segment, (KeptReason)(int)left.Reason, left.Explanation)
            : null;
        return Tell(new PruneReport(response.Segments, kept), answer);
    }

    private static int RunStopped(string data, string[] archives, Answer answer)
    {
        if (archives.Length == 0)
        {
            return answer.Fail(
                ExitCode.Usage,
                "name the archive with --archive DIR: nothing is deleted that is not there."
            );
        }

        return archives.FirstOrDefault(static archive => !Directory.Exists(archive)) is { } missing
            ? answer.Fail(ExitCode.Usage, $"there is no folder {missing}.")
            : StoppedOption.Run(data, answer, node => Tell(node.Prune(archives), answer));
    }

    private static int Tell(PruneReport report, Answer answer)
    {
        foreach (var segment in report.Pruned)
        {
            answer.Say($"  {segment}");
        }

        answer.Say(
            report.Pruned.Count == 0
                ? "nothing was deleted."
                : $"{report.Pruned.Count} segments deleted here; the archive has them. To audit from genesis: ./comity audit DATA --archive DIR"
        );
        var kept = report.Kept;
        answer.Tell(
            new
            {
                segments = report.Pruned,
                kept = kept is null
                    ? null
                    : new
                    {
                        segment = kept.Segment,
                        reason = $"{kept.Reason}",
                        explanation = kept.Explanation,
                    },
            }
        );
        if (kept is null or { Reason: KeptReason.NotCheckpointed })
        {
            // That the node needs the newest segments is how it is.
            answer.Say(kept is null ? "every full segment is out of the data folder." : $"kept: {kept.Explanation}");
            return ExitCode.Done;
        }

        Console.Error.WriteLine($"comity: {kept.Explanation}");
        return ExitCode.Refused;
    }
}
