using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Comity.Iso20022.Signing;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso verify</c>: whether the signature in a message's application header is right, and whose it is.</summary>
internal static class IsoVerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The signed message." };
        var trusted = new Option<string[]>("--trust")
        {
            Description =
                "Certificates in PEM, more than once if need be: signers' own, or root authorities' for all that they issued.",
            Required = true,
            HelpName = "FILE",
        };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "The time at which the certificate must be in force, as 2026-11-25T12:00:00Z; else now.",
            HelpName = "TIME",
            CustomParser = static given =>
            {
                if (
                    DateTimeOffset.TryParse(
                        given.Tokens[0].Value,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal,
                        out var time
                    )
                )
                {
                    return time;
                }

                given.AddError($"'{given.Tokens[0].Value}' is not a time, as 2026-11-25T12:00:00Z.");
                return null;
            },
        };
        var command = new Command("verify", "Verify the signature in a message's application header.")
        {
            file,
            trusted,
            at,
        };
        command.SetAction(parsed =>
        {
            var (answer, path) = (Answer.For(parsed), parsed.GetRequiredValue(file));
            if (!File.Exists(path))
            {
                return answer.Fail(ExitCode.Usage, $"there is no file {path}.");
            }

            return PemCertificates.TryReadTrust(parsed.GetRequiredValue(trusted), out var trust, out var failure)
                ? Verify(path, trust, parsed.GetValue(at) ?? TimeProvider.System.GetUtcNow(), answer)
                : answer.Fail(ExitCode.Usage, failure);
        });
        return command;
    }

    private static int Verify(string path, SignerTrust trust, DateTimeOffset at, Answer answer)
    {
        switch (HeaderSignature.Verify(File.ReadAllBytes(path), trust, at))
        {
            case SignatureResult.Valid valid:
                answer.Say($"{path}: a {valid.Message.Document.Type}, signed by {valid.Signer.Subject}");
                answer.Tell(
                    new
                    {
                        valid = true,
                        message = valid.Message.Document.Type.Identifier,
                        signer = valid.Signer.Subject,
                        serialNumber = valid.Signer.SerialNumber,
                        signingTime = valid.SigningTime,
                    }
                );
                return ExitCode.Done;
            case SignatureResult.Refused refused:
                answer.Say($"{path}: {refused.Fault}: {refused.Found}");
                answer.Tell(
                    new
                    {
                        valid = false,
                        fault = refused.Fault.ToString(),
                        found = refused.Found,
                    }
                );
                return ExitCode.Refused;
            default:
                throw new UnreachableException();
        }
    }
}
