using System.CommandLine;
using Comity.Client.Keys;

namespace Comity.Cli.Commands.Keys;

/// <summary><c>comity key show</c>: whose a key is and its public half.</summary>
internal static class KeyShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var key = new Argument<string>("KEY") { Description = "A key file, or a pkcs11: URI." };
        var open = new Option<bool>("--open")
        {
            Description = "Open it too: proves that the passphrase or PIN is right and the key signs.",
        };
        var command = new Command("show", "Show whose a key is and its public half; never the private one.")
        {
            key,
            open,
        };
        var passphrase = PassphraseOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var location = parsed.GetRequiredValue(key);
            if (!passphrase.TryGet(parsed, out var source, out var failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            var opening = new KeyOpening(source, AllowPlain: true);
            if (KeyLocation.IsToken(location))
            {
                return ShowToken(location, opening, answer);
            }

            if (
                !KeyFile.TryDescribe(location, out var description, out failure)
                || (parsed.GetValue(open) && !TryOpen(location, opening, out failure))
            )
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            Show(description, parsed.GetValue(open), answer);
            return ExitCode.Done;
        });
        return command;
    }

    private static bool TryOpen(
        string path,
        KeyOpening how,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? failure
    )
    {
        if (!KeyFile.TryOpen(path, how, out var key, out failure))
        {
            return false;
        }

        using (key)
        {
            _ = key.Key.Sign("comity key show --open"u8);
        }

        return true;
    }

    private static int ShowToken(string location, KeyOpening how, Answer answer)
    {
        if (!KeyLocation.TryOpen(location, how, out var key, out var failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        using (key)
        {
            answer.Say($"public key   {key.PublicKey}");
            answer.Say($"kept         on the token");
            answer.Tell(new { publicKey = key.PublicKey.ToString(), kept = "token" });
            return ExitCode.Done;
        }
    }

    private static void Show(KeyDescription description, bool opened, Answer answer)
    {
        answer.Say($"owner        {description.Owner}");
        answer.Say($"public key   {description.PublicKey}");
        answer.Say($"permissions  {description.Permissions}");
        answer.Say(
            description.Protection switch
            {
                KeyProtection.Sealed => "kept         sealed under a passphrase",
                KeyProtection.Token => $"kept         on a token: {description.Token}",
                _ => "kept         in plain text, for demonstrations only",
            }
        );
        if (opened)
        {
            answer.Say("opened       yes; it signs");
        }

        answer.Tell(
            new
            {
                owner = description.Owner.ToString(),
                publicKey = description.PublicKey.ToString(),
                permissions = description.Permissions.ToString(),
                kept = description.Protection.ToString().ToLowerInvariant(),
                token = description.Token?.ToString(),
                opened,
            }
        );
    }
}
