using System.Net;
using System.Net.Sockets;
using Comity.Node.Access;
using Comity.Node.Configuration;
using Comity.Node.Operating.Checks;
using Comity.Node.ReadModel;
using Comity.Ordering.Backup;

namespace Comity.Node.Tests.Operating;

public sealed class NodeCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_running_node_is_left_alone_and_nothing_is_changed()
    {
        await using var node = await RunningNode.StartFunded();
        var before = Listing(node.Folder);

        var findings = Check(Configuration(node.Folder) with { });

        Assert.Contains(findings, static finding => finding.Code == "CHK109");
        Assert.DoesNotContain(findings, static finding => finding.Severity == Severity.Error);
        Assert.Equal(before, Listing(node.Folder));
        await node.Pay(1);
    }

    [Fact]
    public async Task A_stopped_nodes_log_is_read_to_its_end_and_nothing_is_changed()
    {
        var node = await RunningNode.StartFunded();
        await node.Stop();
        var before = Listing(node.Folder);

        var findings = Check(Configuration(node.Folder));

        Assert.Contains(findings, static finding => finding is { Code: "CHK112", Severity: Severity.Note });
        Assert.Contains(findings, static finding => finding.Code is "CHK204" or "CHK206");
        Assert.Equal(before, Listing(node.Folder));
        Directory.Delete(node.Folder, recursive: true);
    }

    [Fact]
    public async Task A_damaged_log_an_open_secret_a_taken_port_and_a_stopped_folder_are_errors()
    {
        var node = await RunningNode.StartFunded();
        await node.Stop();
        var backup = Path.Combine(_folder, "backup");
        BackupWriter.Create(new BackupOptions { Data = node.Folder, Destination = backup });
        var data = Path.Combine(_folder, "data");
        BackupRestore.Run(backup, data, TimeProvider.System);
        Flip(Directory.EnumerateFiles(Path.Combine(data, "log"), "*.log").Single());
        OpenToOthers(Path.Combine(data, "tip.key"));
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var configuration = Configuration(data)
            .WithOptions(options => options with { Listen = (IPEndPoint)taken.LocalEndpoint });
        var errors = Check(configuration).Where(static finding => finding.Severity == Severity.Error).ToArray();

        Assert.Equal(
            ["CHK108", "CHK110", "CHK502", "CHK601"],
            errors.Select(static error => error.Code).Order(StringComparer.Ordinal)
        );
        Assert.Contains(errors, static error => error.Message.Contains("acknowledge-loss", StringComparison.Ordinal));
        Directory.Delete(node.Folder, recursive: true);
    }

    [Fact]
    public void A_folder_of_another_format_or_with_other_things_is_an_error()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "new"));
        File.WriteAllText(Path.Combine(_folder, "new", "FORMAT"), "comity-data 9\n");
        Directory.CreateDirectory(Path.Combine(_folder, "photos"));
        File.WriteAllText(Path.Combine(_folder, "photos", "cat.jpg"), "");

        Assert.Contains(Check(Configuration(Path.Combine(_folder, "new"))), static finding => finding.Code == "CHK105");
        Assert.Contains(
            Check(Configuration(Path.Combine(_folder, "photos"))),
            static finding => finding.Code == "CHK102"
        );
    }

    [Fact]
    public void Too_little_space_and_missing_folders_are_errors()
    {
        var configuration = Configuration(Path.Combine(_folder, "data"))
            .With(static options =>
                options with
                {
                    LeastFreeDisk = long.MaxValue,
                    ArchiveFolder = "/none/archive",
                    Witness = "/none/witness",
                }
            );

        var codes = Check(configuration).Select(static finding => finding.Code).ToArray();

        Assert.Superset(new HashSet<string> { "CHK201", "CHK205", "CHK302" }, new HashSet<string>(codes));
    }

    [Fact]
    public void A_database_that_does_not_answer_is_an_error()
    {
        var configuration = Configuration(Path.Combine(_folder, "data"))
            .WithOptions(static options =>
                options with
                {
                    ReadModel = new ReadModelOptions.PostgreSql("Host=127.0.0.1;Port=1;Database=comity"),
                }
            );

        Assert.Contains(
            Check(configuration),
            static finding => finding is { Code: "CHK701", Severity: Severity.Error }
        );
    }

    [Fact]
    public void A_witness_beside_the_data_is_a_warning()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        var configuration = Configuration(Path.Combine(_folder, "data"))
            .With(options => options with { Witness = Path.Combine(_folder, "witness") });

        Assert.Contains(
            Check(configuration),
            static finding => finding is { Code: "CHK303", Severity: Severity.Warning }
        );
    }

    private static IReadOnlyList<Finding> Check(NodeConfiguration configuration) => NodeCheck.Run(configuration);

    private static NodeConfiguration Configuration(string folder) =>
        new NodeConfiguration().WithOptions(options =>
            options with
            {
                DataFolder = folder,
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                Access = new AccessOptions { InsecureLoopback = true },
            }
        );

    private static void OpenToOthers(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
    }

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[200] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static string Listing(string folder) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(static path => !path.Contains("sqlite", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(static path => $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path):O}")
        );
}
