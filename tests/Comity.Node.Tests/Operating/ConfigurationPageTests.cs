using System.Globalization;
using System.Text;
using Comity.Node.Configuration;

namespace Comity.Node.Tests.Operating;

/// <summary>docs/configuration.md and deploy/node.yaml say what the code states.</summary>
public sealed class ConfigurationPageTests
{
    private const string Introduction = """
        # Configuration of a node

        A node is configured by a file, by environment variables and by flags. A flag wins over a variable, and a variable over the file.

        ```
        ./comity node check --config node.yaml
        ./comity node run --config node.yaml
        COMITY_NODE_LISTEN=127.0.0.1:7700 ./comity node run --config node.yaml --log-level debug
        ```

        The file is YAML; [deploy/node.yaml](../deploy/node.yaml) is a sample with every setting. A dot in a key is a section:

        ```yaml
        data: /var/lib/comity
        log:
          level: information
        ```

        Everything that is wrong is told at once, with its place, what was found, what is allowed and what was perhaps meant, and
        nothing is started (exit code 2):

        ```
        node.yaml:2:1: error: unknown key 'listn'; did you mean 'listen'?
        node.yaml:4:10: error: log.level is 'loud'; expected trace, debug, information, warning, error, critical or none
        COMITY_NODE_STOP_WITHIN: error: stop-within is 'soon'; expected a span of time as 250ms, 30s, 5m, 2h or 7d
        --checkpoint-kept: error: checkpoint.kept is 'many'; expected a whole number, 1 to 100
        ```

        A variable that begins with `COMITY_NODE_` and is none of these is a fault too. A setting that is a list is a YAML list in
        the file, and has commas in a variable or flag. This page is made from the code, and a test holds it to that.


        """;

    [Fact]
    public void The_page_lists_every_setting_as_the_code_has_it()
    {
        var text = new StringBuilder(Introduction);
        foreach (var setting in NodeSettings.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"## `{setting.Key}`\n\n{setting.About}\n\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"| allowed | otherwise | variable | flag |\n| --- | --- | --- | --- |\n"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {setting.Expected} | {setting.Otherwise} | `{setting.Variable}` | `{setting.Flag}` |\n\n"
            );
        }

        GoldenFile.AssertSame("docs/configuration.md", text.ToString().TrimEnd('\n') + "\n");
    }

    [Fact]
    public void The_sample_lists_every_setting_and_is_a_configuration()
    {
        var text = new StringBuilder(
            "# A node's configuration with every setting; those that are commented out have the value that is shown, or none.\n"
                + "# docs/configuration.md says what each does. Check it: ./comity node check --config node.yaml\n"
        );
        foreach (var section in NodeSettings.All.GroupBy(static setting => SectionOf(setting.Key)))
        {
            text.Append('\n');
            var active = section.Any(static setting => Samples.ContainsKey(setting.Key));
            if (section.Key.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(active ? "" : "# ")}{section.Key}:\n");
            }

            foreach (var setting in section)
            {
                Append(text, setting, section.Key.Length > 0 ? "  " : "");
            }
        }

        GoldenFile.AssertSame("deploy/node.yaml", text.ToString());
        var path = Path.Combine(RepositoryFolder.Root, "deploy", "node.yaml");
        Assert.True(ConfigurationReader.TryRead(path, [], [], out _, out var faults), string.Join('\n', faults));
    }

    [Fact]
    public void Keys_variables_and_flags_are_unlike_each_other()
    {
        Assert.Distinct(NodeSettings.All.Select(static setting => setting.Key));
        Assert.Distinct(NodeSettings.All.Select(static setting => setting.Variable));
        Assert.Distinct(NodeSettings.All.Select(static setting => setting.Flag));
    }

    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["data"] = "/var/lib/comity",
        ["genesis"] = "/etc/comity/genesis.bin",
        ["witness"] = "/mnt/witness/comity.witness",
        ["listen"] = "127.0.0.1:7601",
        ["metrics.listen"] = "127.0.0.1:9601",
        ["log.level"] = "information",
    };

    private static string SectionOf(string key) =>
        key.Contains('.', StringComparison.Ordinal) ? key[..key.LastIndexOf('.')] : "";

    private static void Append(StringBuilder text, Setting setting, string indent)
    {
        var name = setting.Key[(setting.Key.LastIndexOf('.') + 1)..];
        text.Append(CultureInfo.InvariantCulture, $"{indent}# {setting.About}\n");
        text.Append(
            Samples.TryGetValue(setting.Key, out var value)
                ? $"{indent}{name}: {value}\n"
                : $"# {indent}{name}:   # {setting.Expected}; otherwise {setting.Otherwise}\n"
        );
    }
}
