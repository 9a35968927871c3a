using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations.Currency;

namespace Comity.EndToEnd.Tests;

/// <summary>What an authority does with its own currency. No other story touches the currency of ID.</summary>
public sealed class AuthorityStories(WorldNode world) : StoryTests(world)
{
    private static readonly InstrumentId Rupiah = InstrumentId.Parse("IDR");

    [Theory, MemberData(nameof(Ways))]
    public async Task An_authority_issues_against_reserves_and_redeems_with_the_holder(Way way)
    {
        var story = Through(way);
        var (authority, bank) = (story.Authority("ID"), await story.Bank("ID"));
        var before = await story.Outstanding(bank, "IDR");

        var issue = new Issue(Rupiah, bank.Account, 100_000, $"in {way}");
        Assert.Equal(Verdict.Applied, await story.Does(authority, issue));
        await story.Holds(bank, "IDR 1000.00");
        var redeem = new Redeem(Rupiah, bank.Account, 40_050, $"out {way}");
        Assert.Equal(Verdict.Applied, await story.Do([authority, bank], redeem));

        await story.Holds(bank, "IDR 599.50");
        var after = await story.Outstanding(bank, "IDR");
        Assert.Equal(decimal.Parse(before.Issued) + 1000.00m, decimal.Parse(after.Issued));
        Assert.Equal(decimal.Parse(before.Redeemed) + 400.50m, decimal.Parse(after.Redeemed));
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Reserves_back_money_once(Way way)
    {
        var story = Through(way);
        var (authority, bank) = (story.Authority("ID"), await story.Bank("ID"));
        var issue = new Issue(Rupiah, bank.Account, 100, $"once {way}");
        Assert.Equal(Verdict.Applied, await story.Does(authority, issue));

        var again = await story.Does(authority, issue);

        Assert.Equal(new Verdict("refused", "DuplicateReserveReference", "DUPL"), again);
        await story.Holds(bank, "IDR 1.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Nobody_issues_anothers_currency_and_nobody_redeems_without_the_holder(Way way)
    {
        var story = Through(way);
        var (authority, bank) = (story.Authority("ID"), await story.Bank("ID"));
        var issue = new Issue(Rupiah, bank.Account, 100, $"stolen {way}");
        var before = await story.Outstanding(bank, "IDR");

        var byOther = await story.Does(story.Authority("CN"), issue);
        var byBank = await story.Does(bank, issue);
        Assert.Equal(Verdict.Applied, await story.Does(authority, issue));
        var alone = await story.Does(authority, new Redeem(Rupiah, bank.Account, 100, $"taken {way}"));

        Assert.Equal(new Verdict("refused", "NotAuthorised", "DS19"), byOther);
        Assert.Equal(byOther, byBank);
        Assert.Equal(byOther, alone);
        await story.Holds(bank, "IDR 1.00");
        Assert.Equal(before.Redeemed, (await story.Outstanding(bank, "IDR")).Redeemed);
    }
}
