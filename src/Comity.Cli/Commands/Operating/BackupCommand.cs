using System.CommandLine;
using Comity.Cli.Output;
using Comity.Ordering.Backup;
using Comity.Ordering.Log;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity backup</c>: make, verify and restore backups of a node's data.</summary>
internal static class BackupCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new("backup", "Back up a node that runs or is stopped; verify and restore backups.")
        {
            CreateCreate(),
            CreateVerify(),
            CreateRestore(),
        };

    private static Command CreateCreate()
    {
        var data = Data("The data folder of a node that runs or is stopped, or a world folder.");
        var to = new Option<string>("--to")
        {
            Description =
                "A folder: new, empty, or with an earlier backup of the same node, to which only what is new is added. Or a new file FILE.tar.",
            Required = true,
            HelpName = "DIR",
        };
        var archive = new Option<string[]>("--archive")
        {
            Description = "A folder that log segments were archived to; may be given again.",
            HelpName = "DIR",
        };
        var command = new Command("create", "Make a backup, or bring one up to date.") { data, to, archive };
        command.SetAction(parsed =>
            Try(
                Answer.For(parsed),
                answer =>
                    Make(
                        parsed.GetRequiredValue(data),
                        parsed.GetRequiredValue(to),
                        parsed.GetValue(archive) ?? [],
                        answer
                    )
            )
        );
        return command;
    }

    private static Command CreateVerify()
    {
        var backup = new Argument<string>("BACKUP") { Description = "The backup's folder or tar file." };
        var command = new Command(
            "verify",
            "Check every hash, link and signature of a backup, and replay every state root."
        )
        {
            backup,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.FromResult(
                    Try(Answer.For(parsed), answer => Verify(parsed.GetRequiredValue(backup), answer, cancellation))
                )
        );
        return command;
    }

    private static Command CreateRestore()
    {
        var from = new Option<string>("--from")
        {
            Description = "The backup's folder or tar file.",
            Required = true,
            HelpName = "BACKUP",
        };
        var data = Data("Where to: a folder that is missing or empty.");
        var command = new Command("restore", "Make a data folder from a backup.") { from, data };
        command.SetAction(parsed =>
            Try(
                Answer.For(parsed),
                answer => Restore(parsed.GetRequiredValue(from), parsed.GetRequiredValue(data), answer)
            )
        );
        return command;
    }

    private static int Make(string data, string to, string[] archives, Answer answer)
    {
        var (manifest, copied) = BackupLocation.Create(
            new BackupOptions
            {
                Data = DataFolderOption.Of(data),
                Destination = Path.GetFullPath(to),
                Archives = archives,
                Told = file => answer.Say($"  {file}"),
            }
        );
        answer.Say(
            $"{to}: {manifest.Network} up to height {manifest.Height}, {manifest.Files.Count} files, {copied} bytes copied."
        );
        answer.Say(
            manifest.FirstHeight == 1
                ? "It can be replayed from genesis. Verify it: ./comity backup verify " + to
                : $"It begins at height {manifest.FirstHeight}, from its checkpoint; with --archive DIR it would reach back to genesis."
        );
        answer.Tell(
            new
            {
                network = manifest.Network,
                firstHeight = manifest.FirstHeight,
                height = manifest.Height,
                chainHash = manifest.ChainHash,
                files = manifest.Files.Count,
                copied,
            }
        );
        return ExitCode.Done;
    }

    private static int Verify(string path, Answer answer, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("replaying", answer);
        using var location = BackupLocation.Open(path);
        var report = BackupVerifier.Verify(location.Folder, TimeProvider.System, progress, cancellation);
        answer.Say($"network       {report.Manifest.Network} ({report.Manifest.Genesis})");
        answer.Say($"made          {report.Manifest.At:u}");
        answer.Say($"height        {report.Manifest.Height}, {report.Time}");
        answer.Say($"state root    {report.Root}");
        answer.Say(
            $"replayed      {report.Transactions} transactions from "
                + (report.ReplayedFrom == 0 ? "genesis" : $"the checkpoint at height {report.ReplayedFrom}")
        );
        answer.Say($"sound: every file, signature and root is as it was ({report.Took.TotalSeconds:0.0} s).");
        answer.Tell(
            new
            {
                sound = true,
                network = report.Manifest.Network,
                height = report.Manifest.Height,
                root = report.Root.ToString(),
                replayedFrom = report.ReplayedFrom,
                transactions = report.Transactions,
                milliseconds = (long)report.Took.TotalMilliseconds,
            }
        );
        return ExitCode.Done;
    }

    private static int Restore(string from, string data, Answer answer)
    {
        using var location = BackupLocation.Open(from);
        var manifest = BackupRestore.Run(location.Folder, Path.GetFullPath(data), TimeProvider.System);
        answer.Say($"{data}: {manifest.Network} up to height {manifest.Height}, as it was at {manifest.At:u}.");
        answer.Say(
            "The node orders nothing from it until a witness that was closed in good order says that nothing is missing,"
        );
        answer.Say(
            $"or you state what is lost (./comity node acknowledge-loss). See: ./comity node check --data {data}"
        );
        answer.Tell(
            new
            {
                network = manifest.Network,
                height = manifest.Height,
                at = manifest.At,
            }
        );
        return ExitCode.Done;
    }

    private static int Try(Answer answer, Func<Answer, int> work)
    {
        try
        {
            return work(answer);
        }
        catch (BackupException refused)
        {
            return answer.Fail(ExitCode.Refused, refused.Message);
        }
        catch (LogDamagedException damaged)
        {
            return answer.Fail(ExitCode.Refused, damaged.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return answer.Fail(ExitCode.Usage, fault.Message);
        }
    }

    private static Option<string> Data(string about) =>
        new("--data")
        {
            Description = about,
            Required = true,
            HelpName = "DIR",
        };
}
