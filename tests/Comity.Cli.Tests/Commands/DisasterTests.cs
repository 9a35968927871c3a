namespace Comity.Cli.Tests.Commands;

/// <summary>The whole story by commands: back up, pay on, lose the disk, restore, be told what is missing, state it, go on.</summary>
public sealed class DisasterTests
{
    private const string Kept = "c0300001-0000-4000-8000-000000000001";

    [Fact]
    public async Task A_restored_backup_raises_the_alarm_and_the_gateway_lists_what_is_missing()
    {
        using var folder = new TestFolder();
        var (world, backup) = (folder["world"], folder["backup"]);
        string[] witness = ["--data", world, "--witness", folder["witness"]];
        await Succeed("genesis", Repository.DemoScenario, "--data", world);
        await using (await RunningProgram.StartAsync(witness))
        {
            await Succeed("send", Sample("01-same-currency.xml"), "--as", "GUANCNBJ", "--data", world);
            await Succeed("backup", "create", "--data", world, "--to", backup);
            await Succeed("send", await Later(folder), "--as", "GUANCNBJ", "--data", world);
            await Succeed("gateway", "missing", "--as", "GUANCNBJ", "--data", world);
        }

        Directory.Delete(Path.Combine(world, "node"), recursive: true);
        await Succeed("backup", "verify", backup);
        await Succeed("backup", "restore", "--from", backup, "--data", Path.Combine(world, "node"));
        await AssertAlarm(world, witness, folder);
        var (tip, lost) = await AssertListed(world, witness);

        await AssertAcknowledged(witness, tip, lost);
        await using (await RunningProgram.StartAsync(witness))
        {
            await Succeed("send", await Later(folder, "fresh"), "--as", "GUANCNBJ", "--data", world);
            var missing = await Cli.RunAsync("gateway", "missing", "--as", "GUANCNBJ", "--data", world, "--json");
            Assert.Equal((1, "AcknowledgedAsLost"), (missing.Code, missing.Json.GetProperty("verdict").GetString()));
        }
    }

    private static async Task AssertAlarm(string world, string[] witness, TestFolder folder)
    {
        await using var node = await RunningProgram.StartAsync(witness);
        var check = await Cli.RunAsync(["node", "check", .. witness, "--json"]);
        Assert.Equal(1, check.Code);
        Assert.Contains(
            check.Json.GetProperty("findings").EnumerateArray(),
            static finding => finding.GetProperty("code").GetString() == "CHK108"
        );
        var refused = await Cli.RunAsync("send", await Later(folder, "third"), "--as", "GUANCNBJ", "--data", world);
        Assert.NotEqual(0, refused.Code);
        Assert.Contains("stopped ordering", refused.Output + refused.Errors, StringComparison.Ordinal);
    }

    private static async Task<(ulong Tip, ulong Lost)> AssertListed(string world, string[] witness)
    {
        await using var node = await RunningProgram.StartAsync(witness);
        var missing = await Cli.RunAsync("gateway", "missing", "--as", "GUANCNBJ", "--data", world, "--json");
        Assert.Equal((1, "Lost"), (missing.Code, missing.Json.GetProperty("verdict").GetString()));
        var listed = Assert.Single(missing.Json.GetProperty("missing").EnumerateArray());
        Assert.NotEqual(Kept, listed.GetProperty("uetr").GetString());
        var tip = missing.Json.GetProperty("nodeHeight").GetUInt64();
        return (tip, missing.Json.GetProperty("knownHeight").GetUInt64() - tip);
    }

    private static async Task AssertAcknowledged(string[] witness, ulong tip, ulong lost)
    {
        Assert.True(lost > 0);
        var wrong = await Cli.RunAsync([
            "node",
            "acknowledge-loss",
            .. witness,
            "--tip",
            $"{tip}",
            "--lost",
            $"{lost + 1}",
        ]);
        Assert.Equal(1, wrong.Code);
        Assert.Contains($"found was tip {tip} and {lost} lost blocks", wrong.Errors, StringComparison.Ordinal);
        var right = await Cli.RunAsync([
            "node",
            "acknowledge-loss",
            .. witness,
            "--tip",
            $"{tip}",
            "--lost",
            $"{lost}",
        ]);
        Assert.True(right.Code == 0, right.Errors);
    }

    [Fact]
    public async Task A_wrong_configuration_is_told_with_every_fault_and_exit_code_2()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(
            folder["node.yaml"],
            "data: node\nlistn: 1\nverifiers: none\n",
            TestContext.Current.CancellationToken
        );

        foreach (var command in (string[])["run", "check"])
        {
            var ran = await Cli.RunAsync("node", command, "--config", folder["node.yaml"]);
            Assert.Equal(2, ran.Code);
            Assert.Contains(
                "node.yaml:2:1: error: unknown key 'listn'; did you mean 'listen'?",
                ran.Errors,
                StringComparison.Ordinal
            );
            Assert.Contains("node.yaml:3:12: error: verifiers is 'none'", ran.Errors, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder["node"]));
    }

    [Fact]
    public async Task A_read_model_is_made_anew_on_a_running_node()
    {
        using var folder = new TestFolder();
        var world = folder["world"];
        await Succeed("genesis", Repository.DemoScenario, "--data", world);
        await using (await RunningProgram.StartAsync("--data", world))
        {
            await Succeed("send", Sample("01-same-currency.xml"), "--as", "GUANCNBJ", "--data", world);
            var rebuilt = await Cli.RunAsync("node", "rebuild", "--data", world, "--json");
            Assert.True(rebuilt.Code == 0, rebuilt.Errors);
            Assert.Equal(38UL, rebuilt.Json.GetProperty("height").GetUInt64());
        }

        Assert.Equal(
            ["readmodel-2.sqlite"],
            Directory.GetFiles(Path.Combine(world, "node"), "readmodel-*.sqlite").Select(Path.GetFileName)
        );
    }

    [Fact]
    public async Task Health_is_asked_by_command()
    {
        using var folder = new TestFolder();
        var (world, metrics) = (folder["world"], "127.0.0.1:17695");
        await Succeed("genesis", Repository.DemoScenario, "--data", world);
        await using (await RunningProgram.StartAsync("--data", world, "--metrics-listen", metrics))
        {
            await Succeed("node", "health", "--url", $"http://{metrics}/health/live");
        }

        Assert.Equal(3, (await Cli.RunAsync("node", "health", "--url", $"http://{metrics}/health/live")).Code);
        Assert.Equal(2, (await Cli.RunAsync("node", "health", "--url", "live")).Code);
    }

    [Fact]
    public async Task An_old_data_folder_is_upgraded_by_command_after_a_backup()
    {
        using var folder = new TestFolder();
        var (world, node) = (folder["world"], Path.Combine(folder["world"], "node"));
        await Succeed("genesis", Repository.DemoScenario, "--data", world);
        await using (await RunningProgram.StartAsync("--data", world)) { }
        await File.WriteAllTextAsync(
            Path.Combine(node, "FORMAT"),
            "comity-data 1\n",
            TestContext.Current.CancellationToken
        );

        var refused = await Cli.RunAsync("node", "run", "--data", world, "--listen", "127.0.0.1:0");
        Assert.Equal(3, refused.Code);
        Assert.Contains("./comity node upgrade", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Cli.RunAsync("node", "upgrade", "--data", world)).Code);
        await Succeed("backup", "create", "--data", world, "--to", folder["backup"]);
        await Succeed("node", "upgrade", "--data", world, "--backup", folder["backup"]);

        await using var again = await RunningProgram.StartAsync("--data", world);
    }

    private static async Task Succeed(params string[] args)
    {
        var ran = await Cli.RunAsync(args);
        Assert.True(ran.Code == 0, $"{string.Join(' ', args)}: {ran.Code}\n{ran.Output}\n{ran.Errors}");
    }

    private static string Sample(string name) => Path.Combine(RepositoryFolder.Root, "samples", "demo", name);

    // The same payment under other identifications.
    private static async Task<string> Later(TestFolder folder, string name = "later")
    {
        var text = await File.ReadAllTextAsync(Sample("01-same-currency.xml"), TestContext.Current.CancellationToken);
        var uetr = Guid.NewGuid().ToString();
        text = text.Replace(Kept, uetr, StringComparison.Ordinal);
        text = System.Text.RegularExpressions.Regex.Replace(
            text,
            "<(?<tag>BizMsgIdr|MsgId)>[^<]*</",
            $"<${{tag}}>{uetr[..30]}</",
            System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        var path = folder[$"{name}.xml"];
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
