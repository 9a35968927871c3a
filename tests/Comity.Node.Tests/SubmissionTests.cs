using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

public sealed class SubmissionTests
{
    [Fact]
    public async Task A_payment_is_applied_once_and_its_copy_is_refused_as_a_duplicate()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        var payment = world.Pay(world.Banks[0], world.Banks[1], 250, Uetr.Random());

        var first = Assert.Single(await node.Submit(payment));
        var second = Assert.Single(await node.Submit(payment));

        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, first.Kind);
        Assert.True(first.Height > 0);
        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Refused, second.Kind);
        Assert.Equal("DuplicateTransaction", second.Refusal.Name);
        Assert.Equal(first.Transaction, second.Transaction);
    }

    [Fact]
    public async Task A_refusal_names_its_code_the_operation_and_what_to_do()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;

        var outcome = Assert.Single(
            await node.Submit(world.Pay(world.Banks[0], world.Banks[1], 1_000_001, Uetr.Random()))
        );

        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Refused, outcome.Kind);
        Assert.Equal("InsufficientCover", outcome.Refusal.Name);
        Assert.Equal("AM04", outcome.Refusal.IsoReason);
        Assert.Equal(0, outcome.Refusal.Operation);
        Assert.NotEmpty(outcome.Refusal.Advice);
        Assert.True(outcome.Height > 0);
    }

    [Fact]
    public async Task What_is_no_transaction_or_wrongly_signed_is_malformed_and_the_rest_is_ordered()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        var forged = Wire.SignedTransaction.Parser.ParseFrom(
            world.Pay(world.Banks[0], world.Banks[1], 5, Uetr.Random())
        );
        var signature = forged.Signatures[0].ToByteArray();
        signature[3] ^= 1;
        forged.Signatures[0] = ByteString.CopyFrom(signature);

        var outcomes = await node.Submit(
            [1, 2, 3],
            forged.ToByteArray(),
            world.Pay(world.Banks[0], world.Banks[1], 5, Uetr.Random())
        );

        Assert.Equal(
            [
                Wire.TransactionOutcome.Types.Kind.Malformed,
                Wire.TransactionOutcome.Types.Kind.Malformed,
                Wire.TransactionOutcome.Types.Kind.Applied,
            ],
            outcomes.Select(static outcome => outcome.Kind)
        );
        Assert.StartsWith("signatures[0]", outcomes[1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signer_that_nobody_admitted_is_turned_away_without_a_height()
    {
        await using var node = await RunningNode.StartFunded();
        var stranger = new TestParticipant(node.World.Authorities[0].Country, 99, Roles.Bank);
        var height = node.Host.Engine.Tip.Height;

        var outcome = Assert.Single(
            await node.Submit(
                node.World.Sign(stranger, node.World.Payment(stranger, node.World.Banks[0], 1, Uetr.Random()))
            )
        );

        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Refused, outcome.Kind);
        Assert.Equal("UnknownSigner", outcome.Refusal.Name);
        Assert.Equal(0UL, outcome.Height);
        Assert.Equal(height, node.Host.Engine.Tip.Height);
    }

    [Fact]
    public async Task What_is_only_accepted_is_answered_so_and_settles_all_the_same()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        var uetr = Uetr.Random();
        var request = new Wire.SubmitRequest
        {
            AcceptOnly = true,
            Transactions = { ByteString.CopyFrom(world.Pay(world.Banks[0], world.Banks[1], 5, uetr)) },
        };

        var outcome = Assert.Single((await node.Client.Transactions.SubmitAsync(request)).Outcomes);
        await node.Pay(1);

        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Accepted, outcome.Kind);
        var info = await node.Client.Settlements.GetSettlementAsync(
            new Wire.GetSettlementRequest { Uetr = uetr.ToString() }
        );
        Assert.Equal(Wire.SettlementInfo.Types.State.Settled, info.State);
    }

    [Fact]
    public async Task An_empty_submission_is_an_invalid_argument()
    {
        await using var node = await RunningNode.StartFunded();

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await node.Client.Transactions.SubmitAsync(new Wire.SubmitRequest())
        );

        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
    }

    [Fact]
    public async Task A_stream_answers_every_request_in_order()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        using var stream = node.Client.Transactions.SubmitStream();
        const int Requests = 40;
        const int Each = 50;
        for (var request = 0; request < Requests; request++)
        {
            var message = new Wire.SubmitRequest();
            for (var index = 0; index < Each; index++)
            {
                // One of each fifty cannot be covered: it marks its request's place.
                var units = index == request % Each ? 10_000_000UL : 1UL;
                message.Transactions.Add(
                    ByteString.CopyFrom(world.Pay(world.Banks[0], world.Banks[1], units, Uetr.Random()))
                );
            }

            await stream.RequestStream.WriteAsync(message);
        }

        await stream.RequestStream.CompleteAsync();
        for (var request = 0; request < Requests; request++)
        {
            Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
            var outcomes = stream.ResponseStream.Current.Outcomes;
            Assert.Equal(Each, outcomes.Count);
            Assert.Equal(
                [request % Each],
                Enumerable
                    .Range(0, Each)
                    .Where(index => outcomes[index].Kind == Wire.TransactionOutcome.Types.Kind.Refused)
            );
        }

        Assert.False(await stream.ResponseStream.MoveNext(CancellationToken.None));
    }
}
