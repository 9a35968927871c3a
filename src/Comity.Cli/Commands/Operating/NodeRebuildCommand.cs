using System.CommandLine;
using Comity.Cli.Output;
using Comity.Client;
using State = Comity.Protocol.Wire.ReadModelInfo.Types.State;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity node rebuild</c>: has a running node make its read model anew from its log.</summary>
internal static class NodeRebuildCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "rebuild",
            "Have a running node make its read model anew from its log; the old one answers until the new one is whole."
        );
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                OperatorCall.RunAsync(parsed, node, (connection, answer) => RunAsync(connection, answer, cancellation))
        );
        return command;
    }

    private static async Task<int> RunAsync(NodeConnection connection, Answer answer, CancellationToken cancellation)
    {
        var info = await connection.RebuildReadModelAsync(cancellation);
        using (var progress = new ProgressLine("rebuilding the read model", answer))
        {
            while (info.HasRebuiltTo)
            {
                progress.Report((info.RebuiltTo, info.Tip));
                await Task.Delay(Pause, cancellation);
                info = await connection.GetReadModelAsync(cancellation);
            }
        }

        // What failed is told by the model that goes on answering.
        if (info.State != State.Serving || info.Explanation.Contains("Rebuilding it failed", StringComparison.Ordinal))
        {
            return answer.Fail(ExitCode.Refused, info.Explanation);
        }

        answer.Say(info.Explanation);
        answer.Tell(new { height = info.Height });
        return ExitCode.Done;
    }
}
