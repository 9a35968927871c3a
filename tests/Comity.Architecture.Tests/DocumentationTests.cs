using System.Text.RegularExpressions;

namespace Comity.Architecture.Tests;

/// <summary>Pages that point at each other, and at files, point at something.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var pages = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"));
        var broken = pages.SelectMany(static page =>
            Link()
                .Matches(File.ReadAllText(page))
                .Select(static match => match.Groups["target"].Value.Split('#')[0])
                .Where(static target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)))
                .Select(target => $"{Repository.Relative(page)} -> {target}")
        );
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_decision_is_in_the_index()
    {
        var folder = Path.Combine(Repository.Root, "docs", "decisions");
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));
        var missing = Directory
            .EnumerateFiles(folder, "0*.md")
            .Select(static page => Path.GetFileName(page))
            .Where(page => !index.Contains($"({page})", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public void The_readme_shows_the_two_commands_on_its_first_screen()
    {
        var screen = string.Join('\n', File.ReadLines(Path.Combine(Repository.Root, "README.md")).Take(60));
        Assert.Contains("./comity demo", screen, StringComparison.Ordinal);
        Assert.Contains("./comity test", screen, StringComparison.Ordinal);
        Assert.Contains(".svg", screen, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
