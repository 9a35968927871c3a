using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.EndToEnd.Tests;

/// <summary>What the ledger refuses: why, with which ISO 20022 reason, and by whose rule. Nothing moves.</summary>
public sealed class RefusalStories(WorldNode world) : StoryTests(world)
{
    [Theory, MemberData(nameof(Ways))]
    public async Task Without_cover(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("CN", "CNY 99.99"), await story.Bank("CN"));

        var payment = await story.Pays(payer, payee, "CNY 100.00");

        await story.IsRefused(payment, payer, "InsufficientCover", "AM04");
        await story.Holds(payer, "CNY 99.99");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Above_the_largest_amount_that_a_jurisdiction_allows(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("TH", "THB 90000.00"), await story.Bank("TH"));

        var payment = await story.Pays(payer, payee, "THB 50000.01");

        await story.IsRefused(payment, payer, "AmountAboveLargest", "AM02", "TH/TH-LARGEST");
        await story.Stands(await story.Pays(payer, payee, "THB 50000.00"), "SETTLED", payer);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Above_what_may_move_in_a_day(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("MY", "MYR 5000.00"), await story.Bank("MY"));
        await story.Stands(await story.Pays(payer, payee, "MYR 900.00"), "SETTLED", payer);

        var payment = await story.Pays(payer, payee, "MYR 100.01");

        await story.IsRefused(payment, payer, "RollingLimitExceeded", "AM14", "MY/MY-DAILY");
        await story.Holds(payer, "MYR 4100.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Above_what_an_account_may_hold(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("SG", "SGD 3000.00"), await story.Bank("SG", "SGD 3000.00"));

        var payment = await story.Pays(payer, payee, "SGD 2000.01");

        await story.IsRefused(payment, payer, "BalanceCapExceeded", "AM21", "SG/SG-CAP");
        await story.Holds(payee, "SGD 3000.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task For_a_purpose_that_a_jurisdiction_does_not_allow(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("AE", "AED 500.00"), await story.Bank("CN"));

        var payment = await story.Pays(payer, payee, "AED 100.00", new PaymentTerms { Purpose = "GAMB" });

        await story.IsRefused(payment, payer, "PurposeNotAllowed", "RR04", "AE/AE-PURPOSE");
        await story.Holds(payer, "AED 500.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Without_the_approval_that_a_jurisdiction_wants(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("SA", "SAR 5000.00"), await story.Bank("CN"));

        var payment = await story.Pays(payer, payee, "SAR 1000.01");

        await story.IsRefused(payment, payer, "ApprovalMissing", "AG07", "SA/SA-APPROVAL");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Through_a_corridor_that_is_suspended(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("MY", "MYR 500.00"), await story.Bank("SG"));
        var corridor = new CorridorSubject(new Corridor(payer.Country, payee.Country));
        Assert.Equal(Verdict.Applied, await story.Does(story.Authority("MY"), new Suspend(corridor, Lifted: false)));

        var payment = await story.Pays(payer, payee, "MYR 100.00");

        await story.IsRefused(payment, payer, "CorridorSuspended", "AG03");
        Assert.Equal(Verdict.Applied, await story.Does(story.Authority("MY"), new Suspend(corridor, Lifted: true)));
        await story.Stands(await story.Pays(payer, payee, "MYR 100.00"), "SETTLED", payer, payee);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task To_an_account_that_nobody_opened(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 500.00");
        var nowhere = new Leg(payer.Account, AccountAddress.Random(), Money.Of("CNY 100.00"));

        var payment = await story.Settles([payer], [nowhere]);

        await story.IsRefused(payment, payer, "AccountUnknown", "AC01");
        await story.Holds(payer, "CNY 500.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task With_a_UETR_that_was_used(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("CN", "CNY 500.00"), await story.Bank("CN"));
        var first = await story.Pays(payer, payee, "CNY 100.00");

        var second = await story.Pays(payer, payee, "CNY 50.00", new PaymentTerms { Uetr = first.Uetr });

        Assert.Equal(new Verdict("refused", "DuplicateUetr", "DU03"), second.Told);
        await story.Stands(first, "SETTLED", payer, payee);
        await story.Holds(payer, "CNY 400.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task From_an_account_that_is_frozen(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("CN", "CNY 500.00"), await story.Bank("CN"));
        var freeze = new FreezeAccount(payer.Account, "court order 7");
        Assert.Equal(Verdict.Applied, await story.Does(story.Authority("CN"), freeze));

        var payment = await story.Pays(payer, payee, "CNY 100.00");

        await story.IsRefused(payment, payer, "AccountFrozen", "AC06");
        var release = new ReleaseAccount(payer.Account);
        Assert.Equal(Verdict.Applied, await story.Does(story.Authority("CN"), release));
        await story.Stands(await story.Pays(payer, payee, "CNY 100.00"), "SETTLED", payer, payee);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Of_a_participant_that_is_suspended(Way way)
    {
        var story = Through(way);
        var (payer, payee) = (await story.Bank("CN", "CNY 500.00"), await story.Bank("CN"));
        var subject = new ParticipantSubject(payee.Lei);
        Assert.Equal(Verdict.Applied, await story.Does(story.Authority("CN"), new Suspend(subject, Lifted: false)));

        var payment = await story.Pays(payer, payee, "CNY 100.00");

        await story.IsRefused(payment, payer, "ParticipantSuspended", "AG10");
        await story.Holds(payer, "CNY 500.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Of_somebody_elses_money(Way way)
    {
        var story = Through(way);
        var (owner, thief) = (await story.Bank("CN", "CNY 500.00"), await story.Bank("CN"));

        var payment = await story.Settles([thief], [Story.Leg(owner, thief, "CNY 500.00")]);

        await story.IsRefused(payment, thief, "NotAuthorised", "DS19");
        await story.Holds(owner, "CNY 500.00");
    }
}
