using System.CommandLine;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Commands.Keys;

/// <summary>What a new key file says about its key.</summary>
/// <param name="File">Where it is written.</param>
/// <param name="Owner">The LEI of its owner.</param>
/// <param name="May">What it is meant to be allowed.</param>
/// <param name="Algorithm">What it signs with.</param>
/// <param name="Plain">Whether the secret stays in plain text.</param>
internal sealed record NewKeyOptions(
    Argument<string> File,
    Option<string> Owner,
    Option<Permissions[]> May,
    Option<SignatureAlgorithm> Algorithm,
    Option<bool> Plain
)
{
    /// <summary>Adds them to a command.</summary>
    public static NewKeyOptions AddTo(Command command)
    {
        var options = new NewKeyOptions(
            new Argument<string>("FILE") { Description = "Where to write it; never over an existing file." },
            new Option<string>("--owner")
            {
                Description = "LEI of the participant whose key it is.",
                Required = true,
                HelpName = "LEI",
            },
            new Option<Permissions[]>("--may")
            {
                Description = "What it is meant to be allowed; the ledger decides. Everything where left out.",
                AllowMultipleArgumentsPerToken = true,
                HelpName = "PERMISSION",
            },
            new Option<SignatureAlgorithm>("--algorithm")
            {
                Description = "Ed25519 (the default), or P256 for modules that have nothing else.",
                DefaultValueFactory = static _ => SignatureAlgorithm.Ed25519,
            },
            new Option<bool>("--plain") { Description = "Leave the secret in plain text: for demonstrations only." }
        );
        command.Arguments.Add(options.File);
        command.Options.Add(options.Owner);
        command.Options.Add(options.May);
        command.Options.Add(options.Algorithm);
        command.Options.Add(options.Plain);
        return options;
    }

    /// <summary>Who owns it; what is wrong with the command line, where something is.</summary>
    public string? TryGet(ParseResult parsed, out Lei owner, out Permissions permissions)
    {
        permissions = (parsed.GetValue(May) ?? []).Aggregate(Permissions.None, static (all, one) => all | one);
        permissions = permissions == Permissions.None ? Permissions.All : permissions;
        var path = parsed.GetRequiredValue(File);
        return !Lei.TryParse(parsed.GetRequiredValue(Owner), out owner)
                ? $"'{parsed.GetValue(Owner)}' is not an LEI: 20 characters with check digits (ISO 17442)."
            : System.IO.File.Exists(path) ? $"{path} exists already; a key is never written over another file."
            : null;
    }

    /// <summary>Says what was made.</summary>
    public static int Tell(Answer answer, NewKeyFile made, PublicKey publicKey)
    {
        answer.Say($"{made.Path}: {publicKey}");
        answer.Tell(
            new
            {
                file = made.Path,
                owner = made.Owner.ToString(),
                publicKey = publicKey.ToString(),
            }
        );
        return ExitCode.Done;
    }
}
