namespace Comity.Architecture.Tests;

/// <summary>
/// Who may refer to whom, read from the project files, since a compiler drops references that nothing uses. The table of
/// docs/architecture.md says the same.
/// </summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Comity.Protocol"] = [],
        ["Comity.Ledger"] = ["Comity.Protocol"],
        ["Comity.Ordering"] = ["Comity.Ledger"],
        ["Comity.Iso20022"] = [],
        ["Comity.SwiftMt"] = ["Comity.Iso20022"],
        ["Comity.Node"] = ["Comity.Ordering"],
        ["Comity.Client"] = ["Comity.Protocol"],
        ["Comity.Gateway"] = ["Comity.Client", "Comity.Iso20022"],
        // The command hosts nodes and gateways: docs/decisions/0011.
        ["Comity.Cli"] = ["Comity.Client", "Comity.Gateway", "Comity.Node", "Comity.SwiftMt"],
    };

    [Fact]
    public void Every_part_has_its_place_in_the_table()
    {
        Assert.Equal(
            Allowed.Keys.Order(StringComparer.Ordinal),
            Repository.References("src").Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_part_refers_only_to_the_parts_that_the_table_allows()
    {
        var forbidden = Repository
            .References("src")
            .SelectMany(static project =>
                project.Value.Except(Allowed.GetValueOrDefault(project.Key, [])).Select(to => $"{project.Key} -> {to}")
            );
        Assert.Empty(forbidden);
    }

    [Fact]
    public void No_part_refers_to_tests_benches_or_tools()
    {
        var parts = Repository.References("src").Keys.ToHashSet();
        var outside = Repository
            .References("src")
            .SelectMany(project =>
                project.Value.Where(to => !parts.Contains(to)).Select(to => $"{project.Key} -> {to}")
            );
        Assert.Empty(outside);
    }

    [Fact]
    public void The_architecture_page_names_every_part()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        Assert.All(Allowed.Keys, part => Assert.Contains($"`{part}`", page, StringComparison.Ordinal));
    }
}
