namespace Comity.Cli.Tests.Commands;

/// <summary>Archive and prune by command, on a running node and on a stopped one, with segments so small that there are many.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string World => _folder["world"];

    private string Node => Path.Combine(World, "node");

    private string Archive => _folder["archive"];

    private string Second => _folder["second"];

    private string[] Run =>
        ["--data", World, "--log-segment-bytes", "4096", "--checkpoint-kept", "1", "--checkpoint-every-blocks", "10"];

    public ArchiveTests() => Array.ForEach([Archive, Second], static path => Directory.CreateDirectory(path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task On_a_running_node_segments_move_are_pruned_and_all_is_audited_from_genesis()
    {
        await Succeed("genesis", Repository.DemoScenario, "--data", World);
        await using (await RunningProgram.StartAsync(Run))
        {
            await Pay();
            var moved = Names(await Succeed("archive", "--data", World));
            Assert.NotEmpty(moved);
            Assert.Equal(moved, SegmentsIn(Path.Combine(Node, "archive")));

            // Not there, and then there but for one byte of one of them.
            var absent = await Cli.RunAsync("prune", "--archive", Archive, "--data", World, "--json");
            Assert.Equal(1, absent.Code);
            Assert.Equal("NotArchived", absent.Json.GetProperty("kept").GetProperty("reason").GetString());
            CopyAll(Path.Combine(Node, "archive"), Archive);
            var torn = Path.Combine(Archive, moved[1]);
            Flip(torn, 1234);
            var differs = await Cli.RunAsync("prune", "--archive", Archive, "--data", World);
            Assert.Equal(1, differs.Code);
            Assert.Contains($"{torn} differs at byte 1234.", differs.Errors, StringComparison.Ordinal);
            Assert.Equal(moved[1..], SegmentsIn(Path.Combine(Node, "archive")));

            Flip(torn, 1234);
            Assert.Equal(moved[1..], Names(await Succeed("prune", "--archive", Archive, "--data", World)));
            Assert.Empty(SegmentsIn(Path.Combine(Node, "archive")));
            Assert.Empty(Names(await Succeed("prune", "--archive", Archive, "--data", World)));
            await Succeed("status", "--data", World);

            var held = await Cli.RunAsync("prune", "--stopped", World, "--archive", Archive);
            Assert.Equal(2, held.Code);
            Assert.Contains($"{Node}", held.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await Cli.RunAsync("audit", World)).Code);
        await Succeed("audit", World, "--archive", Archive);
        await Succeed("node", "check", "--data", World);
        await using (await RunningProgram.StartAsync(Run))
        {
            await Succeed("status", "--data", World);
        }
    }

    [Fact]
    public async Task On_a_stopped_node_segments_move_are_pruned_and_all_is_audited_from_genesis()
    {
        await Succeed("genesis", Repository.DemoScenario, "--data", World);
        await using (await RunningProgram.StartAsync(Run))
        {
            await Pay();
            await Succeed("backup", "create", "--data", World, "--to", _folder["backup"]);
        }

        var moved = Names(await Succeed("archive", "--stopped", World, "--to", Archive));
        Assert.NotEmpty(moved);
        Assert.Equal(moved, SegmentsIn(Archive));
        Assert.Equal(1, (await Cli.RunAsync("audit", World)).Code);
        await Succeed("audit", World, "--archive", Archive);

        // From the archive back into the log, as after a restore: pruned only where both archives have it.
        CopyAll(Archive, Path.Combine(Node, "log"));
        CopyAll(Archive, Second);
        File.Delete(Path.Combine(Second, moved[^1]));
        string[] prune = ["prune", "--stopped", World, "--archive", Archive, "--archive", Second];
        var lacking = await Cli.RunAsync(prune);
        Assert.Equal(1, lacking.Code);
        Assert.Contains($"not archived: {Second} has no such file", lacking.Errors, StringComparison.Ordinal);
        File.Copy(Path.Combine(Archive, moved[^1]), Path.Combine(Second, moved[^1]));
        Assert.Equal([moved[^1]], Names(await Succeed(prune)));
        await Succeed("audit", World, "--archive", Second);

        await Succeed("backup", "verify", _folder["backup"]);
        var backup = await Succeed("backup", "create", "--data", World, "--to", _folder["backup"]);
        Assert.True(backup.Code == 0, backup.Errors);
        await Succeed("backup", "verify", _folder["backup"]);
        await using (await RunningProgram.StartAsync(Run))
        {
            await Succeed("status", "--data", World);
        }
    }

    [Fact]
    public async Task What_is_missing_on_the_command_line_is_told()
    {
        Assert.Equal(2, (await Cli.RunAsync("archive")).Code);
        Assert.Equal(2, (await Cli.RunAsync("prune", "--stopped", World)).Code);
        var nowhere = await Cli.RunAsync("prune", "--stopped", World, "--archive", _folder["none"]);
        Assert.Equal(2, nowhere.Code);
        Assert.Contains("there is no folder", nowhere.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Cli.RunAsync("archive", "--stopped", _folder["none"], "--to", Archive)).Code);
    }

    private async Task Pay()
    {
        var samples = Path.Combine(RepositoryFolder.Root, "samples", "demo", "01-same-currency.xml");
        await Succeed("send", samples, "--as", "GUANCNBJ", "--data", World);
    }

    private static async Task<Ran> Succeed(params string[] args)
    {
        var ran = await Cli.RunAsync([.. args, "--json"]);
        Assert.True(ran.Code == 0, $"{string.Join(' ', args)}: {ran.Code}\n{ran.Output}\n{ran.Errors}");
        return ran;
    }

    private static string[] Names(Ran ran) =>
        [.. ran.Json.GetProperty("segments").EnumerateArray().Select(static name => name.GetString()!)];

    private static string[] SegmentsIn(string folder) =>
        [
            .. Directory
                .GetFiles(folder, "*.log")
                .Select(static path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    private static void CopyAll(string from, string to)
    {
        foreach (var name in SegmentsIn(from))
        {
            File.Copy(Path.Combine(from, name), Path.Combine(to, name));
        }
    }

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
