using System.Text;

namespace Comity.Node.Tests.Access;

public sealed class AccessPageTests
{
    private const string Begin = "<!-- the table: written by the tests -->\n";
    private const string End = "<!-- the table ends -->\n";

    [Fact]
    public void The_page_on_access_has_the_table_that_the_tests_check()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "access.md"));
        var (from, to) = (
            page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length,
            page.IndexOf(End, StringComparison.Ordinal)
        );
        var made = page[..from] + Table() + page[to..];
        GoldenFile.AssertSame("docs/access.md", made);
    }

    private static string Table()
    {
        var text = new StringBuilder("| call |");
        var roles = Enum.GetValues<Role>();
        foreach (var role in roles)
        {
            text.Append($" {Words(role)} |");
        }

        text.Append($"\n| --- |{string.Concat(roles.Select(static _ => " --- |"))}\n");
        foreach (var call in AccessMatrix.Rows.Keys)
        {
            text.Append($"| {call} |");
            foreach (var role in roles)
            {
                text.Append(
                    AccessMatrix.Expected(call, role) switch
                    {
                        Answer.Served => " yes |",
                        Answer.AsIfAbsent => " as if absent |",
                        Answer.Denied => " denied |",
                        _ => " 401 |",
                    }
                );
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Words(Role role) =>
        role switch
        {
            Role.Anonymous => "nobody",
            Role.ExpiredToken => "expired token",
            Role.ForgedToken => "forged token",
            Role.Authority => "authority",
            Role.BankParty => "bank, party",
            Role.BankNonParty => "bank, no party",
            Role.PaymentProvider => "payment provider",
            Role.FxProvider => "FX provider",
            Role.Supervisor => "supervisor",
            Role.Operator => "operator",
            _ => "other authority",
        };
}
