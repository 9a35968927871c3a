using System.CommandLine;
using Comity.Cli.Worlds;
using Comity.Client.Keys;
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
        var node = NodeOption.AddTo(command);
        command.SetAction((parsed, cancellation) => StartAsync(parsed, node, cancellation));
        return command;
    }

    private static async Task<int> StartAsync(ParseResult parsed, NodeOption node, CancellationToken cancellation)
    {
        var answer = Answer.For(parsed);
        if (!node.TryGetFolder(parsed, out var folder) || parsed.GetValue(node.As) is not { } bic)
        {
            return answer.Fail(ExitCode.Usage, "say whose gateway, and where it is: --as BIC --data DIR.");
        }

        if (!node.TryGetAddress(parsed, out var address))
        {
            return answer.Fail(ExitCode.Usage, "--node must be a URL as https://127.0.0.1:7601.");
        }

        return node.Passphrase.TryGet(parsed, out var passphrases, out var failure)
            ? await NodeCall.GuardAsync(
                address,
                answer,
                () => RunAsync(address, folder, passphrases, bic, answer, cancellation)
            )
            : answer.Fail(ExitCode.Usage, failure);
    }

    private static async Task<int> RunAsync(
        Uri address,
        WorldFolder folder,
        PassphraseSource passphrases,
        string bic,
        Answer answer,
        CancellationToken cancellation
    )
    {
        if (!folder.TryRead(out var world, out var failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        if (world.Members.FirstOrDefault(member => member.Bic == bic) is not { } member)
        {
            var known = string.Join(", ", world.Members.Select(static one => one.Bic));
            return answer.Fail(ExitCode.Usage, $"nobody in this world has the BIC {bic}; there are {known}.");
        }

        using var callers = new WorldCallers(folder, world, address);
        using var desk = new GatewayDesk(folder, world, callers, passphrases);
        if (!desk.TryOpen(member, out var gateway, out failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        return Show(await gateway.ReconcileAsync(cancellation), answer);
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
