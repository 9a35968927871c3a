using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Identifiers;

namespace Comity.EndToEnd.Tests;

/// <summary>Whoever has no part in something is answered as if there were no such thing.</summary>
public sealed class PrivacyStories(WorldNode world) : StoryTests(world)
{
    [Theory, MemberData(nameof(Ways))]
    public async Task A_stranger_learns_nothing_of_a_payment_that_settled(Way way)
    {
        var story = Through(way);
        var (payer, payee, stranger) = (
            await story.Bank("CN", "CNY 100.00"),
            await story.Bank("CN"),
            await story.Bank("CN")
        );
        var payment = await story.Pays(payer, payee, "CNY 60.00");
        await story.Stands(payment, "SETTLED", payer, payee);

        var seen = await story.Agreed(door => door.StandingAsync(stranger, payment.Uetr));
        var nothing = await story.Agreed(door => door.StandingAsync(stranger, Uetr.Random()));

        Assert.Equal(Standing.Unknown, seen);
        Assert.Equal(nothing, seen);
        var foreign = await story.Agreed(door => door.StandingAsync(story.Authority("TH"), payment.Uetr));
        Assert.Equal(Standing.Unknown, foreign);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_stranger_learns_nothing_of_a_payment_that_waits(Way way)
    {
        var story = Through(way);
        var (payer, payee, stranger) = (await story.Bank("CN"), await story.Bank("CN"), await story.Bank("CN"));
        var payment = await story.Pays(payer, payee, "CNY 60.00", new PaymentTerms { Waits = 60_000 });
        await story.Stands(payment, "WAITING", payer, payee);

        Assert.Equal(Standing.Unknown, await story.Agreed(door => door.StandingAsync(stranger, payment.Uetr)));
        var listed = await story.Agreed(async door =>
            (await door.WaitingAsync(stranger)).Contains(payment.Uetr.ToString(), StringComparer.Ordinal)
        );
        Assert.False(listed);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_stranger_learns_nothing_of_an_account(Way way)
    {
        var story = Through(way);
        var (bank, stranger) = (await story.Bank("CN", "CNY 100.00"), await story.Bank("CN"));
        await story.Stands(await story.Pays(bank, await story.Bank("CN"), "CNY 1.00"), "SETTLED", bank);
        await story.Holds(bank, "CNY 99.00");

        Assert.Equal(
            await story.LooksAt(stranger, AccountAddress.Random()),
            await story.LooksAt(stranger, bank.Account)
        );
    }
}
