using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;

namespace Comity.EndToEnd.Tests;

/// <summary>Accounts' histories: what happened, line by line, to those who may see it.</summary>
public sealed class HistoryStories(WorldNode world) : StoryTests(world)
{
    [Theory, MemberData(nameof(Ways))]
    public async Task Payments_there_and_back_are_lines_of_both_accounts(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("CN");

        var first = await story.Pays(payer, payee, "CNY 249.99", new PaymentTerms { Purpose = "GDDS" });
        var back = await story.Pays(payee, payer, "CNY 49.99");
        await story.Pays(payee, payer, "CNY 1000.00");
        var last = await story.Pays(payer, payee, "CNY 1.00");

        await story.HasHistory(
            payer,
            payer,
            Story.Line("DEBITED", "CNY 1.00", payee, last),
            Story.Line("CREDITED", "CNY 49.99", payee, back),
            Story.Line("DEBITED", "CNY 249.99", payee, first, "GDDS"),
            Story.Line("ISSUED", "CNY 1000.00", null, null)
        );
        await story.HasHistory(
            story.Authority("CN"),
            payee,
            Story.Line("CREDITED", "CNY 1.00", payer, last),
            Story.Line("DEBITED", "CNY 49.99", payer, back),
            Story.Line("CREDITED", "CNY 249.99", payer, first, "GDDS")
        );
        await story.HasNoHistory(payee, payer);
    }
}
