using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Comity.Protocol.Keys;

namespace Comity.Cli.Commands.Keys;

/// <summary><c>comity key import</c>: a key that another program made, into a key file.</summary>
internal static class KeyImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "import",
            "Put a key that another program made into a key file: PKCS#8 PEM, or 64 hexadecimal digits."
        );
        var options = NewKeyOptions.AddTo(command);
        var from = new Option<string>("--from")
        {
            Description = "The file that holds it; it is left as it is, so remove it afterwards.",
            Required = true,
            HelpName = "FILE",
        };
        command.Options.Add(from);
        var passphrase = PassphraseOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            if (
                options.TryGet(parsed, out var owner, out var permissions) is { } wrong
                || !passphrase.TryGet(parsed, out var source, out wrong)
                || !TryRead(parsed.GetRequiredValue(from), parsed.GetValue(options.Algorithm), out var key, out wrong)
            )
            {
                return answer.Fail(ExitCode.Usage, wrong);
            }

            using (key)
            {
                var file = new NewKeyFile(parsed.GetRequiredValue(options.File), owner, permissions, source);
                return file.TryWrite(key, parsed.GetValue(options.Plain), out wrong)
                    ? NewKeyOptions.Tell(answer, file, key.PublicKey)
                    : answer.Fail(ExitCode.Usage, wrong);
            }
        });
        return command;
    }

    private static bool TryRead(
        string path,
        SignatureAlgorithm algorithm,
        [NotNullWhen(true)] out SoftwareKey? key,
        [NotNullWhen(false)] out string? failure
    )
    {
        (key, failure) = (null, null);
        if (!File.Exists(path))
        {
            failure = $"there is no file {path}.";
            return false;
        }

        var text = File.ReadAllText(path).Trim();
        if (text.StartsWith("-----BEGIN", StringComparison.Ordinal))
        {
            failure = SoftwareKey.TryImportPem(text, out key)
                ? null
                : $"{path}: is no unencrypted PKCS#8 private key (BEGIN PRIVATE KEY) of Ed25519 or P-256.";
            return key is not null;
        }

        var secret = new byte[SoftwareKey.SecretSize];
        var isHex =
            text.Length == 2 * secret.Length
            && Convert.FromHexString(text, secret, out _, out _) == System.Buffers.OperationStatus.Done;
        failure =
            isHex && SoftwareKey.TryImport(algorithm, secret, out key)
                ? null
                : $"{path}: holds neither a PEM text nor the 64 hexadecimal digits of an {AlgorithmNames.Of(algorithm)} secret.";
        CryptographicOperations.ZeroMemory(secret);
        return key is not null;
    }
}
