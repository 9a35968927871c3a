using System.CommandLine;
using Comity.Cli.Output;
using Comity.Cli.Worlds;
using Comity.Ordering.Audit;

namespace Comity.Cli.Commands;

/// <summary><c>comity audit</c>: replays a node's log from genesis and checks everything.</summary>
internal static class AuditCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The data folder of a node that is stopped, or a copy.",
        };
        var archive = new Option<string[]>("--archive")
        {
            Description = "A folder that log segments were archived to; may be given again.",
            HelpName = "DIR",
        };
        var command = new Command(
            "audit",
            "Replay a node's log from genesis and check every signature, invariant and root."
        )
        {
            folder,
            archive,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.FromResult(
                    Run(
                        Path.GetFullPath(parsed.GetRequiredValue(folder)),
                        parsed.GetValue(archive) ?? [],
                        Answer.For(parsed),
                        cancellation
                    )
                )
        );
        return command;
    }

    private static int Run(string folder, string[] archives, Answer answer, CancellationToken cancellation)
    {
        var world = new WorldFolder(folder);
        AuditReport report;
        try
        {
            using var progress = new ProgressLine("replaying", answer);
            report = LogAuditor.Audit(
                new AuditOptions
                {
                    Folder = world.Exists ? world.NodeFolder : folder,
                    Archives = archives,
                    Progress = progress,
                },
                cancellation
            );
        }
        catch (IOException fault)
        {
            return answer.Fail(ExitCode.Usage, fault.Message);
        }

        Show(report, answer);
        return report.IsSound ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Show(AuditReport report, Answer answer)
    {
        answer.Say($"network       {report.Network} ({report.GenesisId})");
        answer.Say($"height        {report.Height}, {report.Time}");
        answer.Say($"state root    {report.Root}");
        answer.Say($"transactions  {report.Transactions} replayed, {report.Refused} of them refused");
        answer.Say($"invariants    checked over the whole state {report.InvariantChecks} times");
        foreach (var damage in report.Damage)
        {
            answer.Say($"damage        {damage.File} at byte {damage.Offset}: {damage.Explanation}");
        }

        if (report.BlocksBehindDamage > 0)
        {
            answer.Say($"not replayed  {report.BlocksBehindDamage} sound blocks behind the damage");
        }

        if (report.Fault.Length > 0)
        {
            answer.Say($"fault         {report.Fault}");
        }

        answer.Say(
            report.IsSound
                ? $"sound: everything was as it should be ({report.Took.TotalSeconds:0.0} s)."
                : "NOT SOUND: see above."
        );
        answer.Tell(
            new
            {
                sound = report.IsSound,
                network = report.Network,
                genesis = report.GenesisId.ToString(),
                height = report.Height,
                root = report.Root.ToString(),
                transactions = report.Transactions,
                refused = report.Refused,
                invariantChecks = report.InvariantChecks,
                damage = report.Damage,
                blocksBehindDamage = report.BlocksBehindDamage,
                fault = report.Fault,
                milliseconds = (long)report.Took.TotalMilliseconds,
            }
        );
    }
}
