using System.CommandLine;
using Comity.Cli.Demo;
using Comity.Cli.Output;
using Comity.Cli.Worlds;
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
        var call = new GatewayCall(NodeOption.AddTo(command), "say who sends, and where its keys are");
        command.SetAction(
            (parsed, cancellation) =>
            {
                var from = parsed.GetRequiredValue(path);
                return Path.Exists(from)
                    ? call.RunAsync(parsed, (seat, answer) => SendAsync(seat, from, answer, cancellation))
                    : Task.FromResult(Answer.For(parsed).Fail(ExitCode.Usage, $"there is no file or folder {from}."));
            }
        );
        return command;
    }

    private static async Task<int> SendAsync(
        GatewaySeat seat,
        string path,
        Answer answer,
        CancellationToken cancellation
    )
    {
        var (gateway, folder, member, callers) = seat;
        var outcomes = Directory.Exists(path)
            ? await gateway.ProcessFolderAsync(path, cancellation)
            : await gateway.ProcessFileAsync(path, cancellation);
        await gateway.WriteNotificationsAsync(untilNow: true, cancellation);
        await gateway.KeepTipAsync(cancellation);
        Show(
            outcomes,
            KnownNames.Decimals(await callers.Of(Bic.Parse(member.Bic)).GetNetworkAsync(cancellation)),
            answer
        );
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
