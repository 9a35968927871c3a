using System.Security.Cryptography;
using System.Text;
using Comity.EndToEnd.Tests.Doors;
using Comity.EndToEnd.Tests.World;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Quotes;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.EndToEnd.Tests.Stories;

/// <summary>
/// What happens, in the field's words. What is given is put there by gRPC; what then happens goes in by one door; and what came of
/// it is asked at all three, which have to agree.
/// </summary>
internal sealed partial class Story(WorldNode world, Way way)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Door _door = Door.Of(way, world);
    private readonly GrpcDoor _given = new(world);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Door[] _all = [new RestDoor(world), new GrpcDoor(world), new CommandLineDoor(world)];

    /// <summary>The ledger's clock, near enough.</summary>
    public static Timestamp Now => new((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    public Way Way => way;

    public WorldNode World => world;

    /// <summary>The digest of a text, as conditions and attestations name their subjects.</summary>
    public static Hash256 DigestOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Given: a bank with money.</summary>
    public async Task<Bank> Bank(string country, params string[] holdings)
    {
        var bank = world.TakeBank(country);
        await Hold(bank, holdings);
        return bank;
    }

    /// <summary>Given: a bank that pays with two signatures.</summary>
    public async Task<Bank> FourEyesBank(string country, params string[] holdings)
    {
        var bank = world.TakeFourEyesBank(country);
        await Hold(bank, holdings);
        return bank;
    }

    /// <summary>Given: an exchange provider of the currency that it sells, with an offer that only some may take.</summary>
    public async Task<(Bank Maker, OfferId Offer)> Offer(string sells, string buys, Rate rate, params Bank[] takers)
    {
        var sold = Money.Of(sells);
        var maker = await Bank(CountryOf(sold.Instrument), sells);
        var offer = new PostOffer
        {
            Id = OfferId.Random(),
            Account = maker.Account,
            Sells = sold.Instrument,
            Buys = InstrumentId.Parse(buys),
            Rate = rate,
            Capacity = sold.Units,
            Takers = [.. takers.Select(static taker => taker.Lei)],
            ExpiresAt = Now.Plus(3_600_000),
        };
        PostedOffers.Note(offer);
        Assert.Equal(Verdict.Applied, await _given.SubmitAsync([new(maker)], [offer]));
        return (maker, offer.Id);
    }

    /// <summary>The authority of a jurisdiction.</summary>
    public Bank Authority(string country) => world.Authority(CountryCode.Parse(country));

    /// <summary>When: somebody has something done, by this story's door.</summary>
    public Task<Verdict> Does(Bank who, params Operation[] operations) => _door.SubmitAsync([new(who)], operations);

    /// <summary>When: several have something done together.</summary>
    public Task<Verdict> Do(IEnumerable<Bank> who, params Operation[] operations) =>
        _door.SubmitAsync([.. who.Select(static one => new Signature(one))], operations);

    /// <summary>When: the same, with keys of one's choice.</summary>
    public Task<Verdict> Sign(IReadOnlyList<Signature> signatures, params Operation[] operations) =>
        _door.SubmitAsync(signatures, operations);

    /// <summary>When: a bank pays another.</summary>
    public Task<Payment> Pays(Bank payer, Bank payee, string amount, PaymentTerms? terms = null) =>
        Settles([payer], [Leg(payer, payee, amount)], terms);

    /// <summary>When: several banks settle legs together.</summary>
    public async Task<Payment> Settles(IReadOnlyList<Bank> signers, IReadOnlyList<Leg> legs, PaymentTerms? terms = null)
    {
        var settle = (terms ?? new PaymentTerms()).ToSettle(legs, []);
        return new Payment(settle.Uetr, settle.Terms, await Do(signers, settle));
    }

    /// <summary>When: a bank asks what its money would buy, and two doors say the same.</summary>
    public async Task<Quote> AsksForQuote(Bank payer, string pays, string receives)
    {
        var pay = Money.Of(pays);
        var told = await new RestDoor(world).GetAsync(
            payer,
            $"/v1/quotes?gives={pay.Instrument}&receives={receives}&pay={Money.Plain(pay.Units)}&taker={payer.Lei}"
        );
        var book = new OfferBook(await world.Sdk(payer).ListOffersAsync());
        var request = new QuoteRequest(
            pay.Instrument,
            InstrumentId.Parse(receives),
            ExchangeSide.Pay,
            pay.Units,
            payer.Lei,
            Now
        );
        Assert.True(book.TryQuote(request, out var quote));
        Assert.Equal((string)told["receives"]!["value"]!, Money.Plain(quote.Received.Units));
        Assert.Equal(
            told["hops"]!.AsArray().Select(static hop => (string)hop!["offer"]!),
            quote.Steps.Select(static step => step.Offer.Id.ToString())
        );
        return quote;
    }

    /// <summary>When: a bank pays in its currency, through offers, somebody who gets another.</summary>
    public async Task<Payment> PaysThrough(
        Quote quote,
        Bank payer,
        Bank payee,
        UInt128? limit = null,
        PaymentTerms? terms = null
    )
    {
        var exchange = quote.ToExchange(payer.Account, payee.Account, limit ?? quote.Received.Units);
        var settle = (terms ?? new PaymentTerms()).ToSettle([], [exchange]);
        return new Payment(settle.Uetr, settle.Terms, await Does(payer, settle));
    }

    public static Leg Leg(Bank from, Bank to, string amount) => new(from.Account, to.Account, Money.Of(amount));

    private static string CountryOf(InstrumentId currency) =>
        ScenarioFile.Jurisdictions.Single(one => one.Currency == currency.ToString()).Country;

    private async Task Hold(Bank bank, string[] holdings)
    {
        foreach (var amount in holdings.Select(Money.Of))
        {
            var country = CountryOf(amount.Instrument);
            var holder = country == bank.Country.ToString() ? bank : world.TakeBank(country);
            var issue = new Issue(amount.Instrument, holder.Account, amount.Units, $"reserve {Guid.NewGuid():N}"[..35]);
            Assert.Equal(Verdict.Applied, await _given.SubmitAsync([new(Authority(country))], [issue]));
            if (holder != bank)
            {
                var placed = new PaymentTerms().ToSettle([new Leg(holder.Account, bank.Account, amount)], []);
                Assert.Equal(Verdict.Applied, await _given.SubmitAsync([new(holder)], [placed]));
            }
        }
    }
}
