using System.Collections;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Node.Configuration;

namespace Comity.Cli.Commands.Operating;

/// <summary>The options of commands that work on a node's configuration: --config, and a flag for every setting.</summary>
internal sealed class NodeSettingOptions
{
    private readonly Option<string> _file = new("--config")
    {
        Description = "The configuration file (YAML); docs/configuration.md lists the settings.",
        HelpName = "FILE",
    };

    private readonly IReadOnlyList<(Setting Setting, Option<string> Option)> _flags =
    [
        .. NodeSettings.All.Select(static setting =>
            (setting, new Option<string>(setting.Flag) { Description = setting.About, HelpName = "VALUE" })
        ),
    ];

    private NodeSettingOptions() { }

    /// <summary>Adds them to a command.</summary>
    public static NodeSettingOptions AddTo(Command command)
    {
        var options = new NodeSettingOptions();
        command.Options.Add(options._file);
        foreach (var (_, option) in options._flags)
        {
            command.Options.Add(option);
        }

        return options;
    }

    /// <summary>The configuration that was asked for; where there are faults, they are told and the exit code is in order.</summary>
    public bool TryRead(ParseResult parsed, Answer answer, [NotNullWhen(true)] out NodeConfiguration? configuration)
    {
        var flags = _flags
            .Where(one => parsed.GetResult(one.Option) is not null)
            .Select(one => KeyValuePair.Create(one.Setting.Key, parsed.GetValue(one.Option) ?? string.Empty));
        if (ConfigurationReader.TryRead(parsed.GetValue(_file), Variables(), flags, out configuration, out var faults))
        {
            return true;
        }

        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        answer.Tell(
            new
            {
                faults = faults.Select(static fault => new { place = fault.Place.ToString(), message = fault.Message }),
            }
        );
        return false;
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(static entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? string.Empty));
}
