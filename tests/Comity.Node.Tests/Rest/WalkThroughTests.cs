using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Participants;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Rest;

/// <summary>
/// docs/api.md's commands are run as they stand there, against a node, and print what stands there. COMITY_GOLDEN=write writes down
/// what they print.
/// </summary>
public sealed partial class WalkThroughTests
{
    private const string Mark = "----- end of a block -----";

    private static readonly string Page = Path.Combine(RepositoryFolder.Root, "docs", "api.md");

    [Fact]
    public async Task The_walk_through_pays_with_curl_and_openssl_as_it_says()
    {
        foreach (var program in (string[])["bash", "curl", "openssl", "jq", "xxd"])
        {
            Assert.SkipUnless(IsThere(program), $"{program} is not installed.");
        }

        await using var node = await RunningNode.StartFunded();
        var folder = Directory.CreateTempSubdirectory("comity-walk-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "proto"), Path.Combine(RepositoryFolder.Root, "proto"));
            await File.WriteAllBytesAsync(
                Path.Combine(folder, "genesis.bin"),
                node.World.GenesisBytes,
                TestContext.Current.CancellationToken
            );
            var text = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
            var blocks = Block().Matches(text).ToList();
            Assert.True(blocks.Count > 7);

            var first = await Run(folder, Settings(node) + blocks[0].Groups["commands"].Value);
            await Register(node, Assert.Single(first).Trim());
            var rest = await Run(
                folder,
                Settings(node)
                    + $"public={first[0].Trim().Split(':')[1]}\n"
                    + string.Join(
                        $"echo '{Mark}'\n",
                        blocks.Skip(1).Select(static block => block.Groups["commands"].Value)
                    )
            );

            string[] printed = [first[0], .. rest];
            Assert.Equal(blocks.Count, printed.Length);
            if (GoldenFile.IsWritten)
            {
                await Update(text, blocks, printed);
                return;
            }

            for (var block = 0; block < blocks.Count; block++)
            {
                Assert.Equal(Lasting(blocks[block].Groups["output"].Value), Lasting(printed[block]));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The ledger has to know the key that was made: what a bank's own key manager does.
    private static async Task Register(RunningNode node, string publicKey)
    {
        var bank = node.World.Banks[0];
        Assert.True(PublicKey.TryParse(publicKey, out var key), publicKey);
        ImmutableArray<ParticipantKey> keys = [new(key, Permissions.Pay, Timestamp.Never)];
        var outcome = Assert.Single(await node.Submit(node.World.Sign(bank, new RotateKeys(bank.Lei, keys, [], []))));
        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, outcome.Kind);
    }

    private static string Settings(RunningNode node) =>
        $"""
            set -e
            node={node.Host.Uri.GetLeftPart(UriPartial.Authority)}
            ca={RunningNode.Certificates.AuthorityFile}
            genesis=genesis.bin
            lei={node.World.Banks[0].Lei}
            from={node.World.Banks[0].Account}
            to={node.World.Banks[1].Account}

            """;

    private static async Task<string[]> Run(string folder, string script)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{ProtocFolder()}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash does not start.");
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{output}\n{await errors}");
        return output.Split($"{Mark}\n");
    }

    // The compiler that built the contract.
    private static string ProtocFolder()
    {
        var packages =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory
                .EnumerateFiles(Path.Combine(packages, "grpc.tools"), "protoc", SearchOption.AllDirectories)
                .Where(static file => file.Contains("linux_x64", StringComparison.Ordinal))
                .Select(static file => Path.GetDirectoryName(file)!)
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            ?? string.Empty;
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    // Without what differs each time: ids, keys, times, heights, and bytes as protoc prints them.
    private static string Lasting(string output) => Fresh().Replace(output.Trim(), "…");

    private static Task Update(string text, List<Match> blocks, string[] printed)
    {
        var updated = new StringBuilder(text);
        for (var block = blocks.Count - 1; block >= 0; block--)
        {
            var old = blocks[block].Groups["output"];
            updated.Remove(old.Index, old.Length).Insert(old.Index, $"{printed[block].Trim()}\n");
        }

        return File.WriteAllTextAsync(Page, updated.ToString(), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(
        "```sh(?! settings)[^\n]*\n(?<commands>.*?)```\n+```text\n(?<output>.*?)```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Block();

    [GeneratedRegex(
        """[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}|[0-9a-f]{32}|\b[0-9]{13}\b|"?height"?: ?[0-9]+|(salt|uetr|key): ".*?"\n""",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Fresh();
}
