using System.Text.Json.Nodes;
using Comity.Client.Queries;
using Comity.Node.ReadModel;
using Comity.Node.Tests.Rest;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Testing;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Blocks;

/// <summary>Headers of blocks are everybody's, receipts their signers' and overseers'.</summary>
public sealed class BlockHeaderStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_sees_the_same_chain_and_each_the_receipts_of_what_it_signed_or_oversees()
    {
        await using var node = await RunningNode.StartFunded();
        var (payer, payee) = (node.World.Banks[0], node.World.Banks[1]);
        var first = node.Host.Engine.Tip.Height + 1;
        var applied = node.World.Pay(payer, payee, 1, Uetr.Random());
        var refused = node.World.Pay(payer, payee, 999_999_999, Uetr.Random());
        var others = node.World.Pay(payee, payer, 1, Uetr.Random());
        await node.Submit(applied, refused);
        await node.Submit(others);

        var seen = new Dictionary<Lei, List<Wire.BlockInfo>>();
        foreach (var caller in (TestParticipant[])[payer, payee, .. node.World.Authorities])
        {
            seen[caller.Lei] = await Read(node, caller, 1);
            Assert.All(seen[caller.Lei], Checked(node.World));
        }

        var headers = seen.Values.Select(static blocks => blocks.Select(static block => block.Header)).ToList();
        Assert.All(headers, other => Assert.Equal(headers[0], other));
        Assert.Equal(node.Host.Engine.Tip.Root.ToString(), headers[0].Last().StateRoot);
        Assert.Equal(
            [(Id(applied), true, ""), (Id(refused), false, "InsufficientCover")],
            Outcomes(seen[payer.Lei], first)
        );
        Assert.Equal([(Id(others), true, "")], Outcomes(seen[payee.Lei], first));
        var authority = node.World.Authorities.Single(one => one.Country == payer.Country);
        Assert.Equal(3, Outcomes(seen[authority.Lei], first).Count());
        Assert.Empty(Outcomes(seen[node.World.Authorities.First(one => one.Country != payer.Country).Lei], first));
    }

    [Fact]
    public async Task The_chain_is_the_same_after_the_read_model_was_rebuilt_and_goes_on()
    {
        await using var node = await RunningNode.StartFunded();
        await node.Pay(1);
        var before = await Read(node, node.World.Banks[0], 1);
        await node.Stop();
        File.Delete(Path.Combine(node.Folder, "readmodel-1.sqlite"));

        var again = (await RunningNode.Start(node.World, node.Folder)).CallingAs(node.World.Banks[0]);
        await again.Pay(2);
        var after = await Read(again, node.World.Banks[0], 1);

        Assert.Equal(before, after.Take(before.Count));
        Assert.Equal(before.Count + 1, after.Count);
        await again.Stop();
        Assert.All(after, Checked(node.World));
    }

    [Fact]
    public async Task What_a_key_signed_stays_its_participants_when_the_key_is_rotated_out()
    {
        await using var node = await RunningNode.StartFunded();
        var bank = node.World.Banks[0];
        var paid = node.World.Pay(bank, node.World.Banks[1], 1, Uetr.Random());
        await node.Submit(paid);
        using var next = SigningKey.Generate();
        var key = new ParticipantKey(next.PublicKey, Permissions.All, Timestamp.Never);
        var rotation = new RotateKeys(bank.Lei, [key], [bank.Key.PublicKey], []);
        var outcome = Assert.Single(await node.Submit(node.World.Sign(bank, rotation)));
        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, outcome.Kind);

        var authority = node.World.Authorities.Single(one => one.Country == bank.Country);
        var blocks = await Read(node, authority, 1);
        var receipt = blocks.SelectMany(static block => block.Receipts).Single(one => one.Transaction == Id(paid));
        Assert.Equal([bank.Lei.ToString()], receipt.Signers);
    }

    [Fact]
    public async Task Over_rest_each_block_is_a_line_from_the_height_that_is_asked_for()
    {
        await using var node = await RunningNode.StartFunded();
        await node.Pay(25);
        var height = node.Host.Engine.Tip.Height;

        var answer = await node.Get($"/v1/blocks?from_height={height - 1}&until_now=true");

        var lines = answer
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonNode.Parse(line))
            .ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal(height, (ulong)lines[1]!["header"]!["height"]!);
        Assert.Equal((string)lines[0]!["header"]!["hash"]!, (string)lines[1]!["header"]!["previous"]!);
        Assert.True((bool)lines[1]!["receipts"]![0]!["applied"]!);
    }

    [Fact]
    public async Task A_follower_waits_for_blocks_to_come()
    {
        await using var node = await RunningNode.StartFunded();
        var next = node.Host.Engine.Tip.Height + 1;
        using var following = node.Client.Blocks.FollowBlocks(new Wire.FollowBlocksRequest { FromHeight = next });
        var coming = following.ResponseStream.MoveNext(Cancellation);

        await node.Pay(1);

        Assert.True(await coming.WaitAsync(Patience, Cancellation));
        Assert.Equal(next, following.ResponseStream.Current.Header.Height);
    }

    [Fact]
    public async Task A_node_that_keeps_no_headers_says_so()
    {
        await using var none = await RunningNode.StartFunded(static options =>
            options with
            {
                ReadModel = new ReadModelOptions.None(),
            }
        );
        using var refused = none.Client.Blocks.FollowBlocks(new Wire.FollowBlocksRequest());
        var fault = await Assert.ThrowsAsync<RpcException>(() => refused.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(StatusCode.FailedPrecondition, fault.StatusCode);

        // As an earlier version left it, where the log was too short to make it anew.
        await using var node = await RunningNode.StartFunded();
        await node.Pay(1);
        await Read(node, node.World.Banks[0], 1);
        await using (var model = new SqliteConnection($"Data Source={Path.Combine(node.Folder, "readmodel-1.sqlite")}"))
        {
            await model.OpenAsync(Cancellation);
            await using var forget = model.CreateCommand();
            forget.CommandText = "UPDATE block SET hash = x'', receipts_root = x''";
            await forget.ExecuteNonQueryAsync(Cancellation);
        }

        using var old = node.Client.Blocks.FollowBlocks(new Wire.FollowBlocksRequest());
        fault = await Assert.ThrowsAsync<RpcException>(() => old.ResponseStream.MoveNext(Cancellation));
        Assert.Equal(StatusCode.FailedPrecondition, fault.StatusCode);
        Assert.Contains("earlier version", fault.Status.Detail, StringComparison.Ordinal);
    }

    // One action for all blocks of one reader, in order.
    private static Action<Wire.BlockInfo> Checked(TestWorld world)
    {
        var chain = HeaderChain.OfNetwork(world.Id);
        return block => Assert.Equal(HeaderFault.None, chain.Add(block));
    }

    private static string Id(byte[] signed) =>
        Transaction.IdOf(Wire.SignedTransaction.Parser.ParseFrom(signed).Body.Span).ToString();

    private static IEnumerable<(string, bool, string)> Outcomes(IEnumerable<Wire.BlockInfo> blocks, ulong from) =>
        blocks
            .Where(block => block.Header.Height >= from)
            .SelectMany(static block => block.Receipts)
            .Select(static one => (one.Transaction, one.Applied, one.Refusal?.Name ?? ""));

    private static async Task<List<Wire.BlockInfo>> Read(RunningNode node, TestParticipant caller, ulong from)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bound.CancelAfter(Patience);
        using var call = node.As(caller)
            .Blocks.FollowBlocks(
                new Wire.FollowBlocksRequest { FromHeight = from, UntilNow = true },
                cancellationToken: bound.Token
            );
        return await call.ResponseStream.ReadAllAsync(bound.Token).ToListAsync(bound.Token);
    }
}
