namespace Comity.Ledger.Tests.Documentation;

public sealed class LedgerPageTests
{
    [Fact]
    public void The_page_on_the_ledger_says_what_the_code_states() =>
        Golden.AssertSame(
            "docs/ledger.md",
            LedgerPage.Write(
                File.ReadAllText(Golden.PathOf("tests/Comity.Ledger.Tests/Documentation/ledger.template.md"))
            )
        );
}
