using System.CommandLine;
using Comity.Client.Keys.Pkcs11;
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

            var file = new NewKeyFile(parsed.GetRequiredValue(options.File), owner, permissions, source);
            var algorithm = parsed.GetValue(options.Algorithm);
            return parsed.GetValue(token) is { } uri
                ? MakeOnToken(file, uri, algorithm, answer)
                : Make(file, algorithm, parsed.GetValue(options.Plain), answer);
        });
        return command;
    }

    private static int Make(NewKeyFile file, SignatureAlgorithm algorithm, bool plain, Answer answer)
    {
        using var key = SigningKey.Generate(algorithm);
        return file.TryWrite(key, plain, out var failure)
            ? NewKeyOptions.Tell(answer, file, key.PublicKey)
            : answer.Fail(ExitCode.Usage, failure);
    }

    private static int MakeOnToken(NewKeyFile file, string text, SignatureAlgorithm algorithm, Answer answer) =>
        Pkcs11Uri.TryParse(text, out var uri, out var failure)
        && file.TryMakeOn(uri, algorithm, out var publicKey, out failure)
            ? NewKeyOptions.Tell(answer, file, publicKey)
            : answer.Fail(ExitCode.Usage, failure);
}
