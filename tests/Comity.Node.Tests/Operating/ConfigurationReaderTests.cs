using System.Net;
using Comity.Node.Configuration;
using Comity.Node.Operating;
using Comity.Node.ReadModel;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Tests.Operating;

public sealed class ConfigurationReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-configuration-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read_into_typed_options_with_paths_from_its_folder()
    {
        var read = Read(
            """
            data: data
            witness: /mnt/other/witness
            listen: 127.0.0.1:9000
            log:
              level: warning
              format: json
            checkpoint:
              every-bytes: 64 MiB
            stop-within: 5s
            """
        );

        Assert.Equal(Path.Combine(_folder, "data"), read.Options.DataFolder);
        Assert.Equal("/mnt/other/witness", read.Options.Operation.Witness);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:9000"), read.Options.Listen);
        Assert.Equal(
            (LogLevel.Warning, LogFormat.Json, 64L << 20, TimeSpan.FromSeconds(5)),
            (
                read.Options.LogLevel,
                read.Options.Operation.LogFormat,
                read.Options.CheckpointEveryBytes,
                read.Options.Operation.StopWithin
            )
        );
    }

    [Fact]
    public void A_flag_wins_over_a_variable_and_that_over_the_file()
    {
        const string File = "{ data: a, listen: '127.0.0.1:1', verifiers: 1, log: { level: error } }";
        (string, string)[] variables = [("COMITY_NODE_LISTEN", "127.0.0.1:2"), ("COMITY_NODE_VERIFIERS", "2")];

        var read = Read(File, variables, [("verifiers", "3")]);

        Assert.Equal((LogLevel.Error, 2, 3), (read.Options.LogLevel, read.Options.Listen.Port, read.Options.Verifiers));
        Assert.Equal("--verifiers", read.Stated["verifiers"].ToString());
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_its_place_what_was_found_and_what_is_allowed()
    {
        var faults = Faults(
            """
            data: data
            listn: 127.0.0.1:7601
            log:
              level: loud
              fromat: json
            verifiers: 0
            archive: /somewhere
            """,
            [("COMITY_NODE_LISTN", "x"), ("COMITY_NODE_STOP_WITHIN", "soon"), ("OTHERS_VARIABLE", "x")],
            [("checkpoint.kept", "many")]
        );

        Assert.Equal(
            [
                "node.yaml:2:1: error: unknown key 'listn'; did you mean 'listen'?",
                "node.yaml:4:10: error: log.level is 'loud'; expected trace, debug, information, warning, error, critical or none",
                "node.yaml:5:3: error: unknown key 'log.fromat'; did you mean 'log.format'?",
                "node.yaml:6:12: error: verifiers is '0'; expected a whole number, 1 to 1024",
                "node.yaml:7:1: error: 'archive' is a section; it takes keys under it, as archive.folder",
                "COMITY_NODE_LISTN: error: unknown variable; did you mean COMITY_NODE_LISTEN?",
                "COMITY_NODE_STOP_WITHIN: error: stop-within is 'soon'; expected a span of time as 250ms, 30s, 5m, 2h or 7d",
                "--checkpoint-kept: error: checkpoint.kept is 'many'; expected a whole number, 1 to 100",
            ],
            faults.Select(fault => fault.Replace(_folder + "/", "", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_word_that_is_almost_right_is_told_which_one_was_perhaps_meant()
    {
        var fault = Assert.Single(Faults("{ data: data, log: { level: warnin } }"));

        Assert.Contains("did you mean 'warning'?", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ data: d, witness: d/witness }", "is in the data folder")]
    [InlineData("{ data: d, archive: { folder: d/elsewhere } }", "is in the data folder")]
    [InlineData("{ data: d, log: { file: d/log.json } }", "holds nothing but the node's data")]
    [InlineData("{ data: d, metrics: { listen: '127.0.0.1:7601' } }", "have the same port")]
    [InlineData("{ data: d, access: { certificate: c } }", "access.certificate-key is not")]
    [InlineData("{ data: d, access: { certificate-key: c } }", "access.certificate is not")]
    [InlineData(
        "{ data: d, access: { certificate: c, certificate-key: k, insecure-loopback: true } }",
        "exclude each other"
    )]
    [InlineData("{ data: d, listen: '0.0.0.0:1', access: { insecure-loopback: true } }", "on a loopback address alone")]
    [InlineData("{ data: d, access: { revocation-list: r } }", "access.client-authorities is not")]
    [InlineData("{ listen: '127.0.0.1:7601' }", "'data' is not set")]
    [InlineData("", "'data' is not set")]
    [InlineData("{ data: d, read-model: { kind: postgresql } }", "needs read-model.connection-file")]
    [InlineData("{ data: d, read-model: { connection-file: x } }", "read-model.kind is not postgresql")]
    [InlineData("{ data: d, read-model: { kind: postgresql, connection-file: x } }", "there is no file")]
    public void Settings_that_contradict_each_other_are_refused(string file, string why) =>
        Assert.Contains(why, Assert.Single(Faults(file)), StringComparison.Ordinal);

    [Theory]
    [InlineData("data: [", "is not YAML")]
    [InlineData("data: d\ndata: e\n", "is not YAML")]
    [InlineData("- data", "must be a mapping")]
    [InlineData("data: d\nlisten: [a, b]\n", "listen is a list")]
    [InlineData("data: d\nlisten:\n", "listen is empty")]
    [InlineData("data: d\n---\ndata: d\n", "2 YAML documents")]
    public void What_is_no_configuration_is_refused_with_its_place(string file, string why)
    {
        var fault = Faults(file)[0];

        Assert.Contains(why, fault, StringComparison.Ordinal);
        Assert.Matches(@"node\.yaml:\d+:\d+: error: ", fault);
    }

    [Fact]
    public void A_connection_string_comes_from_its_file()
    {
        File.WriteAllText(
            Path.Combine(_folder, "database"),
            "Host=127.0.0.1;Database=comity;Username=node;Password=x\n"
        );

        var read = Read("{ data: d, read-model: { kind: postgresql, connection-file: database } }");

        var options = Assert.IsType<ReadModelOptions.PostgreSql>(read.Options.ReadModel);
        Assert.StartsWith("Host=127.0.0.1;", options.ConnectionString, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "database"), "Hostess=127.0.0.1");
        Assert.Contains(
            "holds no connection string",
            Assert.Single(Faults("{ data: d, read-model: { kind: postgresql, connection-file: database } }")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Assert.False(
            ConfigurationReader.TryRead(
                "/none/node.yaml",
                [],
                [KeyValuePair.Create("data", "d")],
                out _,
                out var faults
            )
        );
        Assert.Equal("/none/node.yaml:1:1: error: there is no such file", Assert.Single(faults).ToString());
    }

    [Theory]
    [InlineData("listen", "localhost:80")]
    [InlineData("listen", "127.0.0.1")]
    [InlineData("listen", "127.0.0.1:70000")]
    [InlineData("checkpoint.every-bytes", "12 MB")]
    [InlineData("checkpoint.every-bytes", "-1")]
    [InlineData("checkpoint.every-bytes", "9999999 TiB")]
    [InlineData("telemetry.trace-ratio", "1.5")]
    [InlineData("telemetry.trace-ratio", "NaN")]
    [InlineData("telemetry.otlp-endpoint", "collector")]
    [InlineData("stop-within", "20")]
    [InlineData("verifiers", "1e3")]
    public void A_value_of_the_wrong_kind_is_refused(string key, string value)
    {
        Assert.Contains(
            $"{key} is '{value}'; expected ",
            Assert.Single(Faults("{ data: d }", [], [(key, value)])),
            StringComparison.Ordinal
        );
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "node.yaml");
        File.WriteAllText(path, text);
        return path;
    }

    private NodeConfiguration Read(string text, (string, string)[]? variables = null, (string, string)[]? flags = null)
    {
        var sound = ConfigurationReader.TryRead(
            Write(text),
            Pairs(variables),
            Pairs(flags),
            out var read,
            out var faults
        );
        Assert.True(sound, string.Join('\n', faults));
        return read!;
    }

    private IReadOnlyList<string> Faults(
        string text,
        (string, string)[]? variables = null,
        (string, string)[]? flags = null
    )
    {
        Assert.False(
            ConfigurationReader.TryRead(Write(text), Pairs(variables), Pairs(flags), out var read, out var faults)
        );
        Assert.Null(read);
        return [.. faults.Select(static fault => fault.ToString())];
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs((string Key, string Value)[]? pairs) =>
        (pairs ?? []).Select(static pair => KeyValuePair.Create(pair.Key, pair.Value));
}
