using System.CommandLine;
using Comity.Gateway.Reconciling;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity gateway missing</c>: what a node once answered a member as settled, and does not know any more.</summary>
internal static class GatewayCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("gateway", "Look after a member's gateway.") { CreateMissing() };

    private static Command CreateMissing()
    {
        var command = new Command(
            "missing",
            "Hold the node to what it told this gateway: list payments that it answered as settled and does not know any more."
        );
        var call = new GatewayCall(NodeOption.AddTo(command), "say whose gateway, and where it is");
        command.SetAction(
            (parsed, cancellation) =>
                call.RunAsync(
                    parsed,
                    async (seat, answer) => Show(await seat.Gateway.ReconcileAsync(cancellation), answer)
                )
        );
        return command;
    }

    private static int Show(Reconciliation found, Answer answer)
    {
        answer.Say(
            $"the node is at height {found.NodeHeight}; this gateway has heard from it up to height {found.KnownHeight}"
        );
        if (found.Verdict is { } verdict)
        {
            answer.Say($"its highest statement, shown to it again: {verdict}");
        }

        foreach (var missing in found.Missing)
        {
            answer.Say(
                $"MISSING {missing.Uetr}  {missing.Outcome.MessageType}  message {missing.MessageId} of {missing.Sender}, answered as settled"
            );
        }

        answer.Say(
            found.IsWhole
                ? $"whole: {found.Checked} settled payments are all there."
                : $"NOT WHOLE: {found.Missing.Length} of {found.Checked} payments that were answered as settled are missing. Tell the node's operator."
        );
        answer.Tell(
            new
            {
                whole = found.IsWhole,
                verdict = found.Verdict?.ToString(),
                knownHeight = found.KnownHeight,
                nodeHeight = found.NodeHeight,
                @checked = found.Checked,
                missing = found.Missing.Select(static one => new
                {
                    uetr = one.Uetr,
                    sender = one.Sender,
                    message = one.MessageId,
                }),
            }
        );
        return found.IsWhole ? ExitCode.Done : ExitCode.Refused;
    }
}
