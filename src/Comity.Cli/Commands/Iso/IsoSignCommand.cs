using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Comity.Iso20022.Signing;

namespace Comity.Cli.Commands.Iso;

/// <summary><c>comity iso sign</c>: a signature into a message's application header.</summary>
internal static class IsoSignCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The message, with an application header." };
        var certificate = new Option<string>("--certificate")
        {
            Description = "The signer's certificate, in PEM: RSA of 2048 bits or more, or P-256.",
            Required = true,
            HelpName = "FILE",
        };
        var key = new Option<string>("--key")
        {
            Description = "Its private key, in PEM and not encrypted.",
            Required = true,
            HelpName = "FILE",
        };
        var named = new Option<bool>("--named")
        {
            Description =
                "Only name the certificate by its key identifier, for receivers who have it; else it goes along.",
        };
        var timed = new Option<bool>("--time")
        {
            Description = "Sign the time and the certificate's digest as well (XAdES).",
        };
        var output = new Option<string>("--output")
        {
            Description = "The file to write; else standard output.",
            HelpName = "FILE",
        };
        var command = new Command("sign", "Sign a message in its application header (XML Signature).")
        {
            file,
            certificate,
            key,
            named,
            timed,
            output,
        };
        command.SetAction(parsed =>
        {
            var (answer, path) = (Answer.For(parsed), parsed.GetRequiredValue(file));
            if (!File.Exists(path))
            {
                return answer.Fail(ExitCode.Usage, $"there is no file {path}.");
            }

            if (
                !PemCertificates.TryReadSigner(
                    parsed.GetRequiredValue(certificate),
                    parsed.GetRequiredValue(key),
                    out var signer,
                    out var failure
                )
            )
            {
                return answer.Fail(ExitCode.Usage, failure);
            }

            using (signer)
            {
                var options = new SigningOptions
                {
                    NameCertificateOnly = parsed.GetValue(named),
                    SigningTime = parsed.GetValue(timed) ? TimeProvider.System.GetUtcNow() : null,
                };
                return Sign(path, signer, options, parsed.GetValue(output), answer);
            }
        });
        return command;
    }

    private static int Sign(string path, X509Certificate2 signer, SigningOptions options, string? output, Answer answer)
    {
        byte[] text;
        try
        {
            text = HeaderSignature.Sign(File.ReadAllBytes(path), signer, options);
        }
        catch (ArgumentException fault)
        {
            return answer.Fail(ExitCode.Usage, $"{path}: {fault.Message}");
        }

        if (output is not null)
        {
            File.WriteAllBytes(output, text);
        }
        else if (!answer.Json)
        {
            using var stream = Console.OpenStandardOutput();
            stream.Write(text);
        }

        answer.Tell(
            new
            {
                signer = signer.Subject,
                signingTime = options.SigningTime,
                output,
                text = output is null ? Encoding.UTF8.GetString(text) : null,
            }
        );
        return ExitCode.Done;
    }
}
