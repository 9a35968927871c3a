namespace Comity.Ledger.Tests.Documentation;

public sealed class LedgerPageTests
{
    [Fact]
    public void The_page_on_the_ledger_says_what_the_code_states() =>
        GoldenFile.AssertSame(
            "docs/ledger.md",
            LedgerPage.Write(
                File.ReadAllText(
                    Path.Combine(RepositoryFolder.Root, "tests/Comity.Ledger.Tests/Documentation/ledger.template.md")
                )
            )
        );
}
