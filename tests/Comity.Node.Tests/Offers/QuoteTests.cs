using Comity.Node.Tests.Rest;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;
using Comity.Testing;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Offers;

/// <summary>Quotes: the best chain, either end stated, and what the ledger then does with it.</summary>
public sealed class QuoteTests
{
    [Fact]
    public async Task The_best_chain_is_shown_hop_by_hop_and_settles_as_quoted()
    {
        await using var node = await Market();
        var (world, taker) = (node.World, node.World.Banks[0].Lei);

        var paying = await node.Get($"/v1/quotes?gives=CNY&receives=THB&pay=100.00&taker={taker}");
        var receiving = await node.Get($"/v1/quotes?gives=CNY&receives=THB&receive=550.00&taker={taker}");

        // Straight: 5. Through HKD: 1.1 times 5 is 5.5.
        Assert.Equal(2, paying.Json["hops"]!.AsArray().Count);
        Assert.Equal("100.00", (string)paying.Json["pays"]!["value"]!);
        Assert.Equal("550.00", (string)paying.Json["receives"]!["value"]!);
        Assert.Equal("110.00", (string)paying.Json["hops"]![0]!["sold"]!["value"]!);
        Assert.Equal("1.1", (string)paying.Json["hops"]![0]!["price"]!["decimal"]!);
        Assert.Equal("110.00", (string)paying.Json["hops"]![1]!["bought"]!["value"]!);
        Assert.Equal("100.00", (string)receiving.Json["pays"]!["value"]!);
        Assert.Equal("550.00", (string)receiving.Json["receives"]!["value"]!);

        var offers = paying.Json["hops"]!.AsArray().Select(static hop => Id((string)hop!["offer"]!));
        var settle = new Settle
        {
            Uetr = Uetr.Random(),
            Exchanges =
            [
                new Exchange(
                    world.Banks[0].Account,
                    world.Banks[5].Account,
                    [.. offers],
                    ExchangeSide.Pay,
                    10_000,
                    55_000
                ),
            ],
        };
        await Apply(node, world.Banks[0], settle);
        var balances = await node.As(world.Banks[5])
            .Accounts.GetBalancesAsync(new Wire.GetBalancesRequest { Account = world.Banks[5].Account.ToString() });
        Assert.Equal("10550.00", Assert.Single(balances.Balances).Available.Value);
    }

    [Fact]
    public async Task An_offer_for_certain_takers_counts_for_them_alone()
    {
        await using var node = await Market();
        var bank = node.World.Banks[0];

        var nobody = await node.Get("/v1/quotes?gives=CNY&receives=THB&pay=100.00");
        var taker = await node.Get($"/v1/quotes?gives=CNY&receives=THB&pay=100.00&taker={bank.Lei}");

        // The dealer's way through HKD is for the first bank.
        Assert.Single(nobody.Json["hops"]!.AsArray());
        Assert.Equal("500.00", (string)nobody.Json["receives"]!["value"]!);
        Assert.Equal(2, taker.Json["hops"]!.AsArray().Count);
    }

    // CNY to THB straight at 5, and through HKD at 1.1 and then 5: the second for the first bank alone.
    private static async Task<RunningNode> Market()
    {
        var node = await RunningNode.StartFunded(world: new TestWorld(3));
        var world = node.World;
        await Post(node, world.Banks[5], "THB", "CNY", new Rate(5, 1));
        await Post(node, world.Banks[2], "HKD", "CNY", new Rate(11, 10), world.Banks[0].Lei);
        await Post(node, world.Banks[4], "THB", "HKD", new Rate(5, 1));
        return node;
    }

    private static OfferId Id(string text) => OfferId.TryParse(text, out var id) ? id : throw new FormatException(text);

    private static Task Post(
        RunningNode node,
        TestParticipant maker,
        string sells,
        string buys,
        Rate rate,
        params Lei[] takers
    ) =>
        Apply(
            node,
            maker,
            new PostOffer
            {
                Id = OfferId.Random(),
                Account = maker.Account,
                Sells = InstrumentId.Parse(sells),
                Buys = InstrumentId.Parse(buys),
                Rate = rate,
                Capacity = 500_000,
                Takers = [.. takers],
                ExpiresAt = node.World.Now.Plus(600_000),
            }
        );

    private static async Task Apply(
        RunningNode node,
        TestParticipant signer,
        Comity.Protocol.Transactions.Operations.Operation operation
    )
    {
        var outcome = Assert.Single(await node.Submit(node.World.Sign(signer, operation)));
        Assert.True(outcome.Kind == Wire.TransactionOutcome.Types.Kind.Applied, outcome.ToString());
    }
}
