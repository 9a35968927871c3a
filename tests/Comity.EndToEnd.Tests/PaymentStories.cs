using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.Stories;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.EndToEnd.Tests;

/// <summary>Payments that settle at once: in one currency, in two, across offers.</summary>
public sealed class PaymentStories(WorldNode world) : StoryTests(world)
{
    [Theory, MemberData(nameof(Ways))]
    public async Task A_bank_pays_another_in_their_own_currency(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("CN");

        var payment = await story.Pays(payer, payee, "CNY 249.99");

        await story.Stands(payment, "SETTLED", payer, payee, story.Authority("CN"));
        await story.Holds(payer, "CNY 750.01");
        await story.Holds(payee, "CNY 249.99");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_bank_pays_another_abroad_in_the_payers_currency(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 10.00");
        var payee = await story.Bank("HK");

        var payment = await story.Pays(payer, payee, "CNY 10.00", new PaymentTerms { Purpose = "GDDS" });

        await story.Stands(payment, "SETTLED", payer, payee, story.Authority("HK"));
        await story.Holds(payer, "CNY 0.00");
        await story.Holds(payee, "CNY 10.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_payment_in_another_currency_goes_through_the_offer_that_was_quoted(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("HK");
        var (maker, offer) = await story.Offer("HKD 5000.00", "CNY", new Rate(11, 10), payer);

        var quote = await story.AsksForQuote(payer, "CNY 500.00", "HKD");
        var payment = await story.PaysThrough(quote, payer, payee);

        Assert.Equal([offer], quote.Steps.Select(static step => step.Offer.Id));
        await story.Stands(payment, "SETTLED", payer, payee, maker);
        await story.Holds(payer, "CNY 500.00");
        await story.Holds(payee, "HKD 550.00");
        await story.Holds(maker, "CNY 500.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_payment_goes_through_a_chain_of_two_offers_at_once_or_not_at_all(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("TH");
        var (first, _) = await story.Offer("HKD 5000.00", "CNY", new Rate(11, 10), payer);
        var (second, _) = await story.Offer("THB 40000.00", "HKD", new Rate(43, 10), payer);

        var quote = await story.AsksForQuote(payer, "CNY 100.00", "THB");
        var payment = await story.PaysThrough(quote, payer, payee);

        Assert.Equal(2, quote.Steps.Length);
        await story.Stands(payment, "SETTLED", payer, payee);
        await story.Holds(payee, "THB 473.00");
        await story.Holds(first, "HKD 4890.00");
        await story.Holds(second, "HKD 110.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_price_worse_than_the_payers_limit_is_refused(Way way)
    {
        var story = Through(way);
        var payer = await story.Bank("CN", "CNY 1000.00");
        var payee = await story.Bank("HK");
        await story.Offer("HKD 5000.00", "CNY", new Rate(11, 10), payer);
        var quote = await story.AsksForQuote(payer, "CNY 500.00", "HKD");

        var payment = await story.PaysThrough(quote, payer, payee, quote.Received.Units + 1);

        await story.IsRefused(payment, payer, "RateWorseThanLimit", "AM09");
        await story.Holds(payer, "CNY 1000.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task An_offer_for_others_is_refused_to_who_takes_it_all_the_same(Way way)
    {
        var story = Through(way);
        var taker = await story.Bank("CN", "CNY 1000.00");
        var stranger = await story.Bank("CN", "CNY 1000.00");
        await story.Offer("HKD 5000.00", "CNY", new Rate(11, 10), taker);
        var quote = await story.AsksForQuote(taker, "CNY 500.00", "HKD");

        var payment = await story.PaysThrough(quote, stranger, taker);

        await story.IsRefused(payment, stranger, "OfferNotForTaker", "AG01");
        await story.Holds(stranger, "CNY 1000.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Two_banks_exchange_two_currencies_payment_versus_payment(Way way)
    {
        var story = Through(way);
        var yuan = await story.Bank("CN", "CNY 1000.00");
        var dollars = await story.Bank("HK", "HKD 1100.00");

        var both = await story.Settles(
            [yuan, dollars],
            [Story.Leg(yuan, dollars, "CNY 1000.00"), Story.Leg(dollars, yuan, "HKD 1100.00")]
        );

        await story.Stands(both, "SETTLED", yuan, dollars);
        await story.Holds(yuan, "CNY 0.00");
        await story.Holds(yuan, "HKD 1100.00");
        await story.Holds(dollars, "CNY 1000.00");
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Payment_versus_payment_waits_until_the_second_bank_has_signed(Way way)
    {
        var story = Through(way);
        var yuan = await story.Bank("CN", "CNY 1000.00");
        var dollars = await story.Bank("HK", "HKD 1100.00");

        var both = await story.Settles(
            [yuan],
            [Story.Leg(yuan, dollars, "CNY 1000.00"), Story.Leg(dollars, yuan, "HKD 1100.00")],
            new PaymentTerms { Waits = 60_000 }
        );

        await story.Stands(both, "WAITING", yuan, dollars);
        await story.Holds(yuan, "CNY 1000.00");
        Assert.Equal(
            new Verdict("refused", "TermsDiffer", "DS17"),
            await story.Does(dollars, new Authorise(both.Uetr, Story.DigestOf("other terms")))
        );
        Assert.Equal(Verdict.Applied, await story.Does(dollars, new Authorise(both.Uetr, both.Terms)));
        await story.StandsAs(both.Uetr, "SETTLED", yuan, dollars);
        await story.Holds(yuan, "HKD 1100.00");
    }
}
