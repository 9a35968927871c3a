using System.CommandLine;
using Comity.Client.Keys;
using Comity.Client.Keys.Pkcs11;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Commands.Keys;

/// <summary><c>comity key new</c>: a fresh key, in a sealed file or on a token.</summary>
internal static class KeyNewCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "new",
            "Make a fresh random key: sealed under a passphrase, or on a token that never gives it out."
        );
        var options = NewKeyOptions.AddTo(command);
        var token = new Option<string>("--token")
        {
            Description = "Make it on a PKCS#11 token instead; the file then names it there.",
            HelpName = "pkcs11:...",
        };
        command.Options.Add(token);
        var passphrase = PassphraseOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            if (
                options.TryGet(parsed, out var owner, out var permissions) is { } wrong
                || !passphrase.TryGet(parsed, out var source, out wrong)
            )
            {
                return answer.Fail(ExitCode.Usage, wrong);
            }

            var made = new NewKey(
                parsed.GetRequiredValue(options.File),
                owner,
                permissions,
                parsed.GetValue(options.Algorithm),
                source
            );
            return parsed.GetValue(token) is { } uri ? made.OnToken(uri, answer)
                : parsed.GetValue(options.Plain) ? made.Plain(answer)
                : made.Sealed(answer);
        });
        return command;
    }

    private sealed record NewKey(
        string Path,
        Lei Owner,
        Permissions Permissions,
        SignatureAlgorithm Algorithm,
        PassphraseSource Passphrases
    )
    {
        public int Sealed(Answer answer)
        {
            if (!Passphrases.TryReadNew(Path, out var passphrase, out var failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            using (passphrase)
            using (var key = SigningKey.Generate(Algorithm))
            {
                KeyFile.Write(Path, Owner, Permissions, key, passphrase);
                return NewKeyOptions.Tell(answer, Path, Owner, key.PublicKey);
            }
        }

        public int Plain(Answer answer)
        {
            using var key = SigningKey.Generate(Algorithm);
            KeyFile.WritePlain(Path, Owner, Permissions, key);
            return NewKeyOptions.Tell(answer, Path, Owner, key.PublicKey);
        }

        public int OnToken(string text, Answer answer)
        {
            if (!Pkcs11Uri.TryParse(text, out var uri, out var failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            failure = Pkcs11KeyGeneration.Generate(uri, Algorithm, Passphrases, out var made);
            if (failure is not null || !Pkcs11Key.TryOpen(made, Passphrases, out var key, out failure))
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            using (key)
            {
                KeyFile.WriteToken(Path, Owner, Permissions, key.PublicKey, made);
                return NewKeyOptions.Tell(answer, Path, Owner, key.PublicKey);
            }
        }
    }
}
