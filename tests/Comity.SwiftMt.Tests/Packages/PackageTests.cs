using System.Text.RegularExpressions;

namespace Comity.SwiftMt.Tests.Packages;

/// <summary>
/// Comity.Iso20022 and Comity.SwiftMt as others get them: packed, restored from a folder, and used by the sample and by the programs that
/// their readmes show, without the rest of Comity.
/// </summary>
public sealed partial class PackageTests : IClassFixture<PackageTests.Packed>
{
    private readonly PackageFeed _feed;

    public PackageTests(Packed packed) => _feed = packed.Feed;

    [Theory]
    [InlineData("Comity.Iso20022")]
    [InlineData("Comity.SwiftMt", "Comity.Iso20022")]
    public void A_package_has_all_that_a_package_should_and_no_other_part_of_comity(string part, params string[] needs)
    {
        _feed.AssertWhole(part);
        Assert.Equal(
            needs,
            Dependency()
                .Matches(_feed.Description(part))
                .Select(static match => match.Groups["id"].Value)
                .Where(static id => id.StartsWith("Comity", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task The_sample_does_all_that_it_says()
    {
        var output = await RunAsync(await _feed.BuildSampleAsync("iso20022"));

        GoldenFile.AssertSame("tests/Comity.SwiftMt.Tests/Packages/sample-output.txt", output);
    }

    [Theory]
    [InlineData("Comity.Iso20022")]
    [InlineData("Comity.SwiftMt")]
    public async Task The_program_of_a_readme_prints_what_the_readme_says(string part)
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "src", part, "README.md"));
        var lines = Blocks(page, "csharp").SelectMany(static block => block.Split('\n')).ToList();
        // One program in several pieces: what it uses comes first.
        var program = lines.Where(IsUsing).Concat(lines.Where(static line => !IsUsing(line)));

        var output = await RunAsync(await _feed.BuildSampleAsync("iso20022", string.Join('\n', program)));

        Assert.Equal(string.Concat(Blocks(page, "text")), output);
    }

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("using var ", StringComparison.Ordinal);

    private static IEnumerable<string> Blocks(string page, string language) =>
        Block()
            .Matches(page)
            .Where(match => match.Groups["language"].Value == language)
            .Select(static match => match.Groups["content"].Value);

    private static async Task<string> RunAsync(string program)
    {
        // Where the files are that the programs read.
        var folder = Path.Combine(Path.GetDirectoryName(program)!, "data");
        var (code, output) = await Sdk.RunAsync(folder, new Dictionary<string, string>(), "dotnet", program);
        Assert.True(code == 0, output);
        return output.ReplaceLineEndings("\n");
    }

    [GeneratedRegex(
        """<dependency id="(?<id>[^"]+)" """,
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Dependency();

    [GeneratedRegex(
        """^```(?<language>\w+)\n(?<content>.*?)^```$""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Block();

    /// <summary>The packages, packed once.</summary>
    public sealed class Packed : IAsyncLifetime
    {
        internal PackageFeed Feed { get; } = new();

        public async ValueTask InitializeAsync() => await Feed.PackAsync("Comity.Iso20022", "Comity.SwiftMt");

        public ValueTask DisposeAsync()
        {
            Feed.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
