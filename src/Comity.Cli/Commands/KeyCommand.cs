using System.CommandLine;
using Comity.Client.Keys;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Commands;

/// <summary><c>comity key</c>: makes and shows key files.</summary>
internal static class KeyCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("key", "Make or show a key file.") { CreateNew(), CreateShow() };

    private static Command CreateNew()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it; never over an existing file." };
        var owner = new Option<string>("--owner")
        {
            Description = "LEI of the participant whose key it is.",
            Required = true,
        };
        var may = new Option<Permissions[]>("--may")
        {
            Description = "What it is meant to be allowed; the ledger decides. Everything where left out.",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "PERMISSION",
        };
        var command = new Command("new", "Make a fresh random Ed25519 key.") { file, owner, may };
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            if (!Lei.TryParse(parsed.GetRequiredValue(owner), out var lei))
            {
                return answer.Fail(
                    ExitCode.Usage,
                    $"'{parsed.GetValue(owner)}' is not an LEI: 20 characters with check digits (ISO 17442)."
                );
            }

            var path = parsed.GetRequiredValue(file);
            if (File.Exists(path))
            {
                return answer.Fail(ExitCode.Usage, $"{path} exists already; a key is never written over another file.");
            }

            var permissions = (parsed.GetValue(may) ?? []).Aggregate(Permissions.None, static (all, one) => all | one);
            using var key = SigningKey.Generate();
            KeyFile.Write(path, lei, permissions == Permissions.None ? Permissions.All : permissions, key);
            answer.Say($"{path}: {key.PublicKey}");
            answer.Tell(
                new
                {
                    file = path,
                    owner = lei.ToString(),
                    publicKey = key.PublicKey.ToString(),
                }
            );
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateShow()
    {
        var file = new Argument<string>("FILE") { Description = "The key file." };
        var command = new Command("show", "Show whose a key is and its public half; never the private one.") { file };
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path))
            {
                return answer.Fail(ExitCode.Usage, $"there is no file {path}.");
            }

            if (!KeyFile.TryRead(path, out var key, out var failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            using (key)
            {
                answer.Say($"owner        {key.Owner}");
                answer.Say($"public key   {key.Key.PublicKey}");
                answer.Say($"permissions  {key.Permissions}");
                answer.Tell(
                    new
                    {
                        owner = key.Owner.ToString(),
                        publicKey = key.Key.PublicKey.ToString(),
                        permissions = key.Permissions.ToString(),
                    }
                );
                return ExitCode.Done;
            }
        });
        return command;
    }
}
