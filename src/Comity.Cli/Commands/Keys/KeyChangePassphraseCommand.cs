using System.CommandLine;
using Comity.Client.Keys;

namespace Comity.Cli.Commands.Keys;

/// <summary><c>comity key change-passphrase</c>: seals a key file anew; also one in plain text for the first time.</summary>
internal static class KeyChangePassphraseCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The key file, sealed or in plain text." };
        var command = new Command("change-passphrase", "Seal a key file under another passphrase.") { file };
        var old = PassphraseOption.AddTo(command);
        var @new = PassphraseOption.AddTo(
            command,
            "--new-passphrase",
            $"Where the new passphrase comes from: {PassphraseSource.Forms}. Default: prompt."
        );
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            var path = parsed.GetRequiredValue(file);
            if (
                !old.TryGet(parsed, out var source, out var failure)
                || !TryGetNew(parsed, @new, out var newSource, out failure)
                || !KeyFile.TryDescribe(path, out var description, out failure)
            )
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            return description.Protection == KeyProtection.Token
                ? answer.Fail(
                    ExitCode.Usage,
                    $"{path} names a key on a token: its PIN is changed with the token's own tool."
                )
                : Change(path, source, newSource, answer);
        });
        return command;
    }

    // Not the variable of the old passphrase: that would seal the file under what it was sealed under.
    private static bool TryGetNew(
        ParseResult parsed,
        PassphraseOption option,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PassphraseSource? source,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? failure
    )
    {
        (source, failure) = (PassphraseSource.Prompt, null);
        return parsed.GetValue(option.Source) is null || option.TryGet(parsed, out source, out failure);
    }

    private static int Change(string path, PassphraseSource old, PassphraseSource @new, Answer answer)
    {
        if (!KeyFile.TryOpen(path, new KeyOpening(old, AllowPlain: true), out var key, out var failure))
        {
            return answer.Fail(ExitCode.Usage, failure);
        }

        using (key)
        {
            if (!@new.TryReadNew(path, out var passphrase, out failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            using (passphrase)
            {
                KeyFile.Reseal(path, key, passphrase);
            }

            answer.Say($"{path}: sealed under the new passphrase. Copies of the file still open with the old one.");
            answer.Tell(new { file = path, publicKey = key.Key.PublicKey.ToString() });
            return ExitCode.Done;
        }
    }
}
