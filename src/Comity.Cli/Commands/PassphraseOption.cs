using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Client.Keys;

namespace Comity.Cli.Commands;

/// <summary>How commands are told where a passphrase comes from.</summary>
/// <param name="Source">The option.</param>
internal sealed record PassphraseOption(Option<string> Source)
{
    /// <summary>The variable that is read where nothing else is said.</summary>
    public const string Variable = "COMITY_PASSPHRASE";

    /// <summary>Adds <c>--passphrase</c> to a command.</summary>
    public static PassphraseOption AddTo(Command command) =>
        AddTo(
            command,
            "--passphrase",
            $"Where passphrases and PINs come from: {PassphraseSource.Forms}. Default: env:{Variable} where it is set, else prompt."
        );

    /// <summary>Adds an option of another name to a command.</summary>
    public static PassphraseOption AddTo(Command command, string name, string description)
    {
        var source = new Option<string>(name) { Description = description, HelpName = "SOURCE" };
        command.Options.Add(source);
        return new PassphraseOption(source);
    }

    /// <summary>The source that the command line names.</summary>
    public bool TryGet(
        ParseResult parsed,
        [NotNullWhen(true)] out PassphraseSource? source,
        [NotNullWhen(false)] out string? failure
    )
    {
        var isSet = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));
        var text = parsed.GetValue(Source) ?? (isSet ? $"env:{Variable}" : "prompt");
        failure = PassphraseSource.TryParse(text, out source)
            ? null
            : $"{Source.Name} takes {PassphraseSource.Forms}. A passphrase itself does not belong on a command line.";
        return source is not null;
    }
}
