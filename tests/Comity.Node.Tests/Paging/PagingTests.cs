using Comity.Node.Paging;
using Comity.Node.Tests.Rest;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Paging;

/// <summary>Lists a page at a time.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task Pages_together_are_the_whole_list_once_and_in_order()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        for (var number = 0; number < 7; number++)
        {
            await Post(node, number);
            await Queue(node, (byte)(number % 3));
        }

        var offers = await All(node, "/v1/offers", "offers", "id");
        var queue = await All(node, "/v1/settlements", "settlements", "uetr");
        var participants = await All(node, "/v1/participants", "participants", "lei");
        var instruments = await All(node, "/v1/instruments", "instruments", "instrument");

        Assert.Equal(7, offers.Count);
        Assert.Equal(offers.Order(StringComparer.Ordinal), offers);
        Assert.Equal(7, queue.Distinct().Count());
        var waiting = await node.Client.Settlements.ListWaitingAsync(new Wire.ListWaitingRequest());
        Assert.Equal(waiting.Settlements.Select(static one => one.Uetr), queue);
        Assert.Equal(
            waiting
                .Settlements.OrderByDescending(static one => one.Waiting.Queue.Priority)
                .Select(static one => one.Uetr),
            queue
        );
        Assert.Equal(world.Banks.Count + world.Authorities.Count, participants.Distinct().Count());
        Assert.Equal(["CNY", "HKD"], instruments);
    }

    [Fact]
    public async Task What_comes_or_goes_between_two_pages_neither_hides_nor_repeats_what_stays()
    {
        await using var node = await RunningNode.StartFunded();
        for (var number = 0; number < 6; number++)
        {
            await Post(node, number * 2);
        }

        var before = (await node.Client.Offers.ListOffersAsync(new Wire.ListOffersRequest())).Offers;
        var first = await node.Client.Offers.ListOffersAsync(new Wire.ListOffersRequest { PageSize = 3 });
        // The last one that was shown goes, and one comes on either side of the place.
        Assert.True(OfferId.TryParse(first.Offers[^1].Id, out var last));
        await Apply(node, new WithdrawOffer(last));
        await Post(node, 1);
        await Post(node, 9);
        var rest = await node.Client.Offers.ListOffersAsync(new Wire.ListOffersRequest { Cursor = first.NextCursor });

        Assert.Equal(
            before.Skip(3).Select(static offer => offer.Id).Append(Id(9).ToString()).Order(StringComparer.Ordinal),
            rest.Offers.Select(static offer => offer.Id)
        );
        Assert.Empty(rest.NextCursor);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_told_apart_from_one_that_is_none()
    {
        await using var node = await RunningNode.StartFunded();
        var page = await node.Get("/v1/participants?page_size=1");
        var cursor = (string)page.Json["next_cursor"]!;

        var elsewhere = await node.Get($"/v1/offers?cursor={cursor}");
        var cut = await node.Get($"/v1/participants?cursor={cursor[..^2]}");

        Assert.Equal(400, elsewhere.Status);
        Assert.Contains("belongs to another list", elsewhere.Detail, StringComparison.Ordinal);
        Assert.Equal(400, cut.Status);
        Assert.Contains("is not one that this network gave", cut.Detail, StringComparison.Ordinal);
        Assert.Equal("cursor", (string)cut.Json["field"]!);
    }

    [Fact]
    public void A_cursor_is_read_by_every_node_of_its_network_and_by_no_other()
    {
        var (here, there) = (new PageCursor(Hash(1)), new PageCursor(Hash(2)));
        var cursor = here.Write("offers", [1, 2, 3]);

        Assert.Equal<byte>([1, 2, 3], new PageCursor(Hash(1)).Read("offers", cursor));
        Assert.ThrowsAny<Exception>(() => there.Read("offers", cursor));
    }

    [Fact]
    public void A_cursor_with_any_character_changed_is_refused()
    {
        var codec = new PageCursor(Hash(1));
        var cursor = codec.Write("offers", [7, 7, 7, 7]);
        for (var place = 0; place < cursor.Length; place++)
        {
            var changed = cursor.ToCharArray();
            changed[place] = changed[place] == 'A' ? 'B' : 'A';
            Assert.ThrowsAny<Grpc.Core.RpcException>(() => codec.Read("offers", new string(changed)));
        }
    }

    private static Hash256 Hash(byte fill) => new(Enumerable.Repeat(fill, Hash256.Size).ToArray());

    private static async Task<List<string>> All(RunningNode node, string path, string list, string key)
    {
        var (all, cursor) = (new List<string>(), string.Empty);
        do
        {
            var page = await node.Get($"{path}?page_size=2&cursor={cursor}");
            Assert.True(page.Status == 200, page.Text);
            var items = page.Json[list]!.AsArray();
            Assert.InRange(items.Count, 1, 2);
            all.AddRange(items.Select(item => (string)item![key]!));
            cursor = (string)page.Json["next_cursor"]!;
        } while (cursor.Length > 0);
        return all;
    }

    private static OfferId Id(int number) => new([.. Enumerable.Repeat((byte)number, OfferId.Size)]);

    private static Task Post(RunningNode node, int number) =>
        Apply(
            node,
            new PostOffer
            {
                Id = Id(number),
                Account = node.World.Banks[0].Account,
                Sells = InstrumentId.Parse("CNY"),
                Buys = InstrumentId.Parse("HKD"),
                Rate = new Rate(9, 10),
                Capacity = 500,
                ExpiresAt = node.World.Now.Plus(600_000),
            }
        );

    private static Task Queue(RunningNode node, byte priority) =>
        Apply(
            node,
            node.World.Payment(node.World.Banks[0], node.World.Banks[1], 2_000_000, Uetr.Random()) with
            {
                Queue = new QueueTerms(priority, node.World.Now.Plus(600_000), Reserve: false),
            }
        );

    private static async Task Apply(RunningNode node, Comity.Protocol.Transactions.Operations.Operation operation)
    {
        var outcome = Assert.Single(await node.Submit(node.World.Sign(node.World.Banks[0], operation)));
        Assert.True(outcome.Kind == Wire.TransactionOutcome.Types.Kind.Applied, outcome.ToString());
    }
}
