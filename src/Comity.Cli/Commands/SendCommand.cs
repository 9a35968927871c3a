using System.CommandLine;
using Comity.Cli.Demo;
using Comity.Cli.Output;
using Comity.Cli.Worlds;
using Comity.Client.Keys;
using Comity.Gateway;
using Comity.Protocol.Identifiers;

namespace Comity.Cli.Commands;

/// <summary><c>comity send</c>: ISO 20022 files in, outcomes and the outbox's answers out.</summary>
internal static class SendCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("FILE|DIR") { Description = "An ISO 20022 file, or a folder of them." };
        var command = new Command("send", "Send ISO 20022 files through a member's gateway.") { path };
        var node = NodeOption.AddTo(command);
        command.SetAction(
            (parsed, cancellation) => RunAsync(parsed, node, parsed.GetRequiredValue(path), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        NodeOption node,
        string path,
        CancellationToken cancellation
    )
    {
        var answer = Answer.For(parsed);
        if (!node.TryGetFolder(parsed, out var folder) || parsed.GetValue(node.As) is not { } sender)
        {
            return answer.Fail(ExitCode.Usage, "say who sends, and where its keys are: --as BIC --data DIR.");
        }

        if (!node.TryGetAddress(parsed, out var address))
        {
            return answer.Fail(ExitCode.Usage, "--node must be a URL as https://127.0.0.1:7601.");
        }

        return node.Passphrase.TryGet(parsed, out var passphrases, out var failure)
            ? await NodeCall.GuardAsync(
                address,
                answer,
                () => SendAsync(address, folder, passphrases, path, sender, answer, cancellation)
            )
            : answer.Fail(ExitCode.Usage, failure);
    }

    private static async Task<int> SendAsync(
        Uri address,
        WorldFolder folder,
        PassphraseSource passphrases,
        string path,
        string sender,
        Answer answer,
        CancellationToken cancellation
    )
    {
        if (!folder.TryRead(out var world, out var failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        if (world.Members.FirstOrDefault(member => member.Bic == sender) is not { } member)
        {
            var known = string.Join(", ", world.Members.Select(static one => one.Bic));
            return answer.Fail(ExitCode.Usage, $"nobody in this world has the BIC {sender}; there are {known}.");
        }

        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return answer.Fail(ExitCode.Usage, $"there is no file or folder {path}.");
        }

        using var callers = new WorldCallers(folder, world, address);
        using var desk = new GatewayDesk(folder, world, callers, passphrases);
        if (!desk.TryOpen(member, out var gateway, out failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        var outcomes = Directory.Exists(path)
            ? await gateway.ProcessFolderAsync(path, cancellation)
            : await gateway.ProcessFileAsync(path, cancellation);
        await gateway.WriteNotificationsAsync(untilNow: true, cancellation);
        await gateway.KeepTipAsync(cancellation);
        Show(outcomes, KnownNames.Decimals(await callers.Of(Bic.Parse(sender)).GetNetworkAsync(cancellation)), answer);
        var outbox = Path.Combine(folder.GatewayFolder(member.Bic), "outbox");
        answer.Say($"answers are in {outbox}");
        answer.Tell(new { outbox, outcomes = outcomes.Select(Machine) });
        return outcomes.Any(static one => one.Status == InstructionStatus.Rejected) ? ExitCode.Refused : ExitCode.Done;
    }

    private static void Show(IReadOnlyList<InstructionOutcome> outcomes, Amounts show, Answer answer)
    {
        foreach (var outcome in outcomes)
        {
            var uetr = outcome.Uetr.Length == 0 ? "(no UETR)" : outcome.Uetr;
            var time = outcome.FinalityMilliseconds > 0 ? $"  {outcome.FinalityMilliseconds} ms" : string.Empty;
            answer.Say($"{uetr}  {outcome.MessageType}  {outcome.Status}{time}");
            if (outcome.Amounts.Debited.Units > 0)
            {
                answer.Say($"  {show.Show(outcome.Amounts.Debited.Instrument, outcome.Amounts.Debited.Units)}");
            }

            foreach (var rate in outcome.Amounts.Rates)
            {
                answer.Say($"  {rate}");
            }

            if (outcome.Refusal is { } refusal)
            {
                answer.Say($"  {refusal}");
            }
        }
    }

    private static object Machine(InstructionOutcome outcome) =>
        new
        {
            uetr = outcome.Uetr,
            message = outcome.MessageType,
            status = outcome.Status.ToString(),
            reason = outcome.Refusal?.IsoReason ?? string.Empty,
            refusal = outcome.Refusal?.Name ?? string.Empty,
            rule = outcome.Refusal?.Rule ?? string.Empty,
            text = outcome.Refusal?.ToString() ?? string.Empty,
            rates = outcome.Amounts.Rates,
            milliseconds = outcome.FinalityMilliseconds,
        };
}
