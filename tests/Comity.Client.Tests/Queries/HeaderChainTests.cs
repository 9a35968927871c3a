using Comity.Client.Queries;
using Comity.Client.Tests.Nodes;
using Comity.Protocol.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;
using Comity.Testing;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Queries;

public sealed class HeaderChainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_nodes_chain_is_followed_from_the_networks_genesis_and_gone_on_with_another_day()
    {
        var world = new TestWorld(1);
        await using var node = await RealNode.StartAsync(world, 1_000);
        using var bank = node.Connect(world.Banks[0]);
        var chain = HeaderChain.OfNetwork(world.Id);
        var first = await Collect(bank, chain);
        await Pay(bank, world);

        var later = HeaderChain.After(chain.Last!);
        var second = await Collect(bank, later);

        Assert.Equal(
            Enumerable.Range(1, first.Count + second.Count).Select(static height => (ulong)height),
            first.Concat(second).Select(static block => block.Header.Height)
        );
        var receipt = Assert.Single(Assert.Single(second).Receipts);
        Assert.Equal([world.Banks[0].Lei.ToString()], receipt.Signers);
        Assert.Equal((await bank.GetNetworkAsync(Cancellation)).StateRoot, second[0].Header.StateRoot);
    }

    [Fact]
    public async Task A_block_that_does_not_follow_what_was_seen_before_ends_the_stream_with_what_is_wrong()
    {
        var world = new TestWorld(1);
        await using var node = await RealNode.StartAsync(world, 1_000);
        using var bank = node.Connect(world.Banks[0]);
        var seen = HeaderChain.OfNetwork(world.Id);
        await Collect(bank, seen);
        await Pay(bank, world);
        var otherwise = HeaderChain.After(seen.Last! with { StateRoot = default });

        var fault = await Assert.ThrowsAsync<BrokenChainException>(() => Collect(bank, otherwise));

        Assert.Equal(HeaderFault.Previous, fault.Fault);
        Assert.Equal(seen.Last!.Height + 1, fault.Height);
    }

    [Fact]
    public void What_is_wrong_with_a_block_is_told_and_the_chain_stays_as_it_was()
    {
        var transaction = new TransactionId(new byte[TransactionId.Size]);
        var tree = new ReceiptTree([ReceiptTree.Leaf(transaction, null, 0), Sha256.Hash([9])]);
        var receipt = new Wire.Receipt
        {
            Transaction = transaction.ToString(),
            Applied = true,
            Path = { tree.PathOf(0).Select(static hash => hash.ToString()) },
        };
        var last = Header(7, 1_000, Sha256.Hash([7]), tree.Root);
        var good = Block(Header(8, 1_000, last.Hash(), tree.Root), receipt);
        var chain = HeaderChain.After(last);

        Assert.Equal(HeaderFault.Unreadable, chain.Add(new Wire.BlockInfo()));
        Assert.Equal(HeaderFault.Unreadable, chain.Add(With(good, static it => it.Header.StateRoot = "0")));
        Assert.Equal(HeaderFault.Height, chain.Add(Block(Header(9, 1_000, last.Hash(), tree.Root))));
        Assert.Equal(HeaderFault.Previous, chain.Add(Block(Header(8, 1_000, tree.Root, tree.Root))));
        Assert.Equal(HeaderFault.Time, chain.Add(Block(Header(8, 999, last.Hash(), tree.Root))));
        Assert.Equal(HeaderFault.Hash, chain.Add(With(good, static it => it.Header.Transactions = 3)));
        Assert.Equal(HeaderFault.Receipt, chain.Add(With(good, static it => it.Receipts[0].Index = 1)));
        Assert.Equal(HeaderFault.Receipt, chain.Add(With(good, static it => it.Receipts[0].Applied = false)));
        Assert.Equal(HeaderFault.Receipt, chain.Add(With(good, static it => it.Receipts[0].Path[0] = "0")));
        Assert.Equal(
            HeaderFault.Receipt,
            chain.Add(
                With(
                    good,
                    static it => (it.Receipts[0].Applied, it.Receipts[0].Refusal) = (false, new Wire.RefusalInfo())
                )
            )
        );
        Assert.Equal((8UL, last), (chain.NextHeight, chain.Last));
        Assert.Equal(HeaderFault.None, chain.Add(good));
        Assert.Equal(9UL, chain.NextHeight);
    }

    [Fact]
    public void A_chain_from_some_height_believes_the_first_header_and_no_other()
    {
        var first = Header(5, 10, Sha256.Hash([1]), default);
        var chain = HeaderChain.From(5);

        Assert.Equal(HeaderFault.None, chain.Add(Block(first)));
        Assert.Equal(HeaderFault.Previous, chain.Add(Block(Header(6, 10, default, default))));
        Assert.Equal(HeaderFault.None, chain.Add(Block(Header(6, 10, first.Hash(), default))));
    }

    private static BlockHeader Header(ulong height, ulong time, Hash256 previous, Hash256 receipts) =>
        new()
        {
            Height = height,
            Time = new Timestamp(time),
            Previous = previous,
            StateRoot = Sha256.Hash([8]),
            Transactions = 2,
            ReceiptsRoot = receipts,
        };

    private static Wire.BlockInfo Block(BlockHeader header, params Wire.Receipt[] receipts) =>
        new()
        {
            Header = new Wire.BlockHeader
            {
                Height = header.Height,
                Time = header.Time.Milliseconds,
                Previous = header.Previous.ToString(),
                StateRoot = header.StateRoot.ToString(),
                Transactions = header.Transactions,
                ReceiptsRoot = header.ReceiptsRoot.ToString(),
                Hash = header.Hash().ToString(),
            },
            Receipts = { receipts },
        };

    private static Wire.BlockInfo With(Wire.BlockInfo block, Action<Wire.BlockInfo> change)
    {
        var other = block.Clone();
        change(other);
        return other;
    }

    private static async Task Pay(NodeConnection bank, TestWorld world)
    {
        var payment = world.Pay(world.Banks[0], world.Banks[1], 1, Uetr.Random());
        await bank.SubmitAsync(Wire.SignedTransaction.Parser.ParseFrom(payment), Cancellation);
    }

    private static async Task<List<Wire.BlockInfo>> Collect(NodeConnection bank, HeaderChain chain)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(TimeSpan.FromSeconds(30));
        var blocks = new List<Wire.BlockInfo>();
        await foreach (var block in bank.FollowBlocksAsync(chain, untilNow: true, bound.Token))
        {
            blocks.Add(block);
        }

        return blocks;
    }
}
