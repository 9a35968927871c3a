using System.CommandLine;
using Comity.Ordering.Witness;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity node acknowledge-loss</c>: lets a node that has lost blocks go on, once somebody has stated what is lost.</summary>
internal static class AcknowledgeLossCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var tip = new Option<ulong>("--tip")
        {
            Description = "The height that the node goes on from, as the alarm says.",
            Required = true,
            HelpName = "HEIGHT",
        };
        var lost = new Option<ulong>("--lost")
        {
            Description = "How many blocks are known to be lost, as the alarm says.",
            Required = true,
            HelpName = "COUNT",
        };
        var command = new Command(
            "acknowledge-loss",
            "Let a stopped node order again from what it has, giving up acknowledged blocks that it has lost."
        )
        {
            tip,
            lost,
        };
        var settings = NodeSettingOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            return settings.TryRead(parsed, answer, out var configuration)
                ? Run(
                    DataFolderOption.Of(configuration.Options.DataFolder),
                    configuration.Options.Operation.Witness,
                    parsed.GetValue(tip),
                    parsed.GetValue(lost),
                    answer
                )
                : ExitCode.Usage;
        });
        return command;
    }

    private static int Run(string folder, string? witness, ulong tip, ulong lost, Answer answer)
    {
        try
        {
            var loss = LossAcknowledgement.Accept(
                folder,
                witness,
                tip,
                lost,
                Environment.UserName,
                TimeProvider.System
            );
            answer.Say($"acknowledged by {loss.By}: {loss.Explanation}");
            answer.Say($"The node goes on from height {loss.Tip}. Blocks given up after it: {loss.Known - loss.Tip}.");
            answer.Say(
                "Noted for good in losses.jsonl. Now: start the node, and have every gateway list what it misses"
            );
            answer.Say("(./comity gateway missing --as BIC --data DIR), and settle that with its customers.");
            answer.Tell(loss);
            return ExitCode.Done;
        }
        catch (LossNotAcknowledgedException refused)
        {
            return answer.Fail(ExitCode.Refused, refused.Message);
        }
        catch (IOException fault)
        {
            return answer.Fail(ExitCode.Unavailable, fault.Message);
        }
    }
}
