using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.EndToEnd.Tests;

/// <summary>Payments that wait: for a statement, an approval, a secret, cover, or their end.</summary>
public sealed class WaitingStories(WorldNode world) : StoryTests(world)
{
    private static readonly PaymentTerms Waiting = new() { Waits = 60_000 };

    [Theory, MemberData(nameof(Ways))]
    public async Task Money_is_held_until_the_goods_are_attested_to_have_shipped(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("CN");
        var attester = story.Authority("HK");
        var subject = Story.DigestOf($"bill of lading {payer}");
        var condition = new AttestationCondition(attester.Lei, "SHIPPED", subject);

        var payment = await story.Pays(
            payer,
            payee,
            "CNY 400.00",
            Waiting with
            {
                Reserves = true,
                Conditions = [condition],
            }
        );

        await story.Stands(payment, "RESERVED", payer, payee);
        await story.Holds(payer, "CNY 600.00", held: "400.00");
        var attest = new Attest(attester.Lei, "SHIPPED", subject, Story.Now.Plus(3_600_000));
        Assert.Equal(Verdict.Applied, await story.Does(attester, attest));
        await story.StandsAs(payment.Uetr, "SETTLED", payer, payee);
        await story.Holds(payer, "CNY 600.00");
        await story.Holds(payee, "CNY 400.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_large_payment_waits_for_its_authoritys_approval(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("SA", "SAR 5000.00");
        var payee = await story.Bank("SA");

        var payment = await story.Pays(payer, payee, "SAR 2000.00", Waiting);

        await story.Stands(payment, "WAITING", payer, payee);
        await story.Holds(payer, "SAR 5000.00");
        var approval = new Authorise(payment.Uetr, payment.Terms);
        Assert.Equal(Verdict.Applied, await story.Does(story.Authority("SA"), approval));
        await story.StandsAs(payment.Uetr, "SETTLED", payer, payee, story.Authority("SA"));
        await story.Holds(payer, "SAR 3000.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_hash_lock_opens_for_its_secret_and_for_nothing_else(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("CN");
        var secret = Guid.NewGuid().ToString();

        var payment = await story.Pays(
            payer,
            payee,
            "CNY 250.00",
            Waiting with
            {
                Reserves = true,
                Conditions = [new HashLock(Story.DigestOf(secret))],
            }
        );

        await story.Stands(payment, "RESERVED", payer, payee);
        Assert.Equal(
            new Verdict("refused", "PreimageWrong", "DS17"),
            await story.Does(payee, new Fulfil(payment.Uetr, [.. "no secret"u8]))
        );
        await story.Holds(payer, "CNY 750.00", held: "250.00");
        var fulfil = new Fulfil(payment.Uetr, [.. System.Text.Encoding.UTF8.GetBytes(secret)]);
        Assert.Equal(Verdict.Applied, await story.Does(payee, fulfil));
        await story.StandsAs(payment.Uetr, "SETTLED", payer, payee);
        await story.Holds(payee, "CNY 250.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_hash_lock_that_nobody_opens_gives_the_money_back_at_its_end(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("CN");

        var payment = await story.Pays(
            payer,
            payee,
            "CNY 250.00",
            new PaymentTerms
            {
                Waits = 4_000,
                Reserves = true,
                Conditions = [new HashLock(Story.DigestOf("never told"))],
            }
        );

        await story.Stands(payment, "EXPIRED", payer, payee);
        await story.Holds(payer, "CNY 1000.00");
        await story.Holds(payee, "CNY 0.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Three_payments_without_cover_settle_together_by_netting(Way way)
    {
        var story = Through(way);
        var (one, two, three) = (await story.Bank("CN"), await story.Bank("CN", "CNY 5.00"), await story.Bank("CN"));

        var first = await story.Pays(one, two, "CNY 100.00", Waiting);
        await story.Stands(first, "WAITING", one, two);
        var second = await story.Pays(two, three, "CNY 105.00", Waiting);
        var third = await story.Pays(three, one, "CNY 100.00", Waiting);

        await story.Stands(third, "SETTLED", three, one);
        await story.Stands(second, "SETTLED", two, three);
        await story.Stands(first, "SETTLED", one, two);
        await story.Holds(one, "CNY 0.00");
        await story.Holds(two, "CNY 0.00");
        await story.Holds(three, "CNY 5.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_payment_that_waits_for_cover_settles_when_money_comes_in(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN");
        var payee = await story.Bank("CN");
        var payment = await story.Pays(payer, payee, "CNY 100.00", Waiting);
        await story.Stands(payment, "WAITING", payer);

        var other = await story.Bank("CN", "CNY 120.00");
        var cover = await story.Pays(other, payer, "CNY 120.00");

        await story.Stands(cover, "SETTLED", other, payer);
        await story.Stands(payment, "SETTLED", payer, payee);
        await story.Holds(payer, "CNY 20.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_waiting_payment_is_cancelled_by_its_debtor_once(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1.00");
        var payee = await story.Bank("CN");
        var payment = await story.Pays(payer, payee, "CNY 100.00", Waiting);
        await story.Stands(payment, "WAITING", payer);

        Assert.Equal(
            new Verdict("refused", "NotEntitled", "AG08"),
            await story.Does(await story.Bank("CN"), new Cancel(payment.Uetr, "CUST"))
        );
        Assert.Equal(Verdict.Applied, await story.Does(payer, new Cancel(payment.Uetr, "CUST")));

        await story.StandsAs(payment.Uetr, "CANCELLED", payer, payee);
        Assert.Equal(
            new Verdict("refused", "SettlementFinished", "FF12"),
            await story.Does(payer, new Cancel(payment.Uetr, "DUPL"))
        );
        await story.Holds(payer, "CNY 1.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_payment_whose_cover_never_comes_expires(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1.00");
        var payee = await story.Bank("CN");

        var payment = await story.Pays(payer, payee, "CNY 100.00", new PaymentTerms { Waits = 3_000 });

        await story.Stands(payment, "EXPIRED", payer, payee);
        await story.Holds(payer, "CNY 1.00");
    }
}
