using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Comity.Node.Tests.Operating;

/// <summary>What deploy/ ships, checked by the tools that will read it, where they are installed.</summary>
public sealed class DeployTests
{
    private static string Deploy => Path.Combine(RepositoryFolder.Root, "deploy");

    [Fact]
    public void Prometheus_takes_the_alert_rules_and_they_do_what_their_tests_say()
    {
        Run("promtool", "check", "rules", "prometheus-alerts.yaml");
        Run("promtool", "test", "rules", "prometheus-alerts.test.yaml");
        Run("promtool", "check", "config", "--syntax-only", "prometheus.yaml");
    }

    [Fact]
    public void Every_alert_has_a_test_and_a_page_that_says_what_to_do()
    {
        var tests = File.ReadAllText(Path.Combine(Deploy, "prometheus-alerts.test.yaml"));
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "operations.md"));
        var alerts = File.ReadLines(Path.Combine(Deploy, "prometheus-alerts.yaml"))
            .Where(static line => line.Contains("- alert: ", StringComparison.Ordinal))
            .Select(static line => line.Split(": ")[1])
            .ToArray();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"alertname: {alert}", tests, StringComparison.Ordinal));
        Assert.All(alerts, alert => Assert.Contains($"`{alert}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_panel_of_the_dashboard_asks_something_and_has_a_place_of_its_own()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Deploy, "grafana-dashboard.json")));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();
        Assert.Distinct(panels.Select(static panel => panel.GetProperty("id").GetInt32()));
        Assert.Distinct(panels.Select(static panel => panel.GetProperty("gridPos").GetRawText()));
        Assert.All(
            panels.Where(static panel => panel.GetProperty("type").GetString() != "row"),
            static panel =>
                Assert.All(
                    panel.GetProperty("targets").EnumerateArray(),
                    static target =>
                        Assert.Contains("$instance", target.GetProperty("expr").GetString(), StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void Systemd_takes_the_unit_and_finds_it_well_closed()
    {
        var folder = Directory.CreateTempSubdirectory("comity-unit-").FullName;
        var unit = Path.Combine(folder, "comity-node.service");
        // The program is not installed where the tests run.
        File.WriteAllText(
            unit,
            File.ReadAllText(Path.Combine(Deploy, "comity-node.service"))
                .Replace("/opt/comity/comity ", "/bin/true ", StringComparison.Ordinal)
        );

        Run("systemd-analyze", "verify", unit);
        Run("systemd-analyze", "security", "--offline=true", "--threshold=20", unit);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_container_file_builds_in_stages_and_runs_as_nobody_in_particular()
    {
        var steps = Steps(Path.Combine(Deploy, "Containerfile"));
        string[] known =
        [
            "FROM",
            "WORKDIR",
            "COPY",
            "RUN",
            "USER",
            "VOLUME",
            "EXPOSE",
            "STOPSIGNAL",
            "HEALTHCHECK",
            "ENTRYPOINT",
            "CMD",
        ];
        Assert.All(steps, step => Assert.Contains(step.Word, known));
        Assert.Equal(2, steps.Count(static step => step.Word == "FROM"));
        var last = steps.FindLastIndex(static step => step.Word == "FROM");
        var user = steps.FindIndex(last, static step => step.Word == "USER");
        Assert.True(
            user > last
                && !steps[user].Line.StartsWith('0')
                && !steps[user].Line.StartsWith("root", StringComparison.Ordinal)
        );
        Assert.True(steps.FindIndex(static step => step.Word == "ENTRYPOINT") > user);
        // The forms with brackets are JSON, and are run without a shell, so that signals arrive.
        foreach (var (word, rest) in steps.Where(static step => step.Word is "ENTRYPOINT" or "CMD"))
        {
            Assert.NotEmpty(JsonSerializer.Deserialize<string[]>(rest)!);
            Assert.True(word.Length > 0);
        }

        var health = steps.Single(static step => step.Word == "HEALTHCHECK").Line;
        Assert.NotEmpty(JsonSerializer.Deserialize<string[]>(health[health.IndexOf('[', StringComparison.Ordinal)..])!);
        foreach (
            var (_, rest) in steps.Where(static step =>
                step.Word == "COPY" && !step.Line.StartsWith("--", StringComparison.Ordinal)
            )
        )
        {
            Assert.All(
                rest.Split(' ')[..^1],
                static source => Assert.True(Path.Exists(Path.Combine(RepositoryFolder.Root, source)), source)
            );
        }
    }

    private static List<(string Word, string Line)> Steps(string file) =>
        [
            .. string.Join('\n', File.ReadLines(file).Where(static line => !line.StartsWith('#')))
                .Replace("\\\n", " ", StringComparison.Ordinal)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(static line => line.Split(' ', 2))
                .Select(static parts => (parts[0], parts[1].Trim())),
        ];

    private static void Run(string program, params string[] arguments)
    {
        Process? process = null;
        try
        {
            process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    WorkingDirectory = Deploy,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            );
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed here.");
        }

        using (process)
        {
            var said = process!.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said);
        }
    }
}
