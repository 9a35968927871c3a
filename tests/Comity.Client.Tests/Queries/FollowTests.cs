using Comity.Client.Queries;
using Comity.Client.Submission;
using Comity.Client.Tests.Nodes;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Comity.Testing;
using Kind = Comity.Protocol.Wire.EventView.Types.Kind;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Queries;

public sealed class FollowTests
{
    private const ulong Funds = 1_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_that_waits_for_cover_is_followed_until_it_settles()
    {
        var world = new TestWorld(1);
        await using var node = await RealNode.StartAsync(world, Funds);
        using var payer = node.Connect(world.Banks[0]);
        using var other = node.Connect(world.Banks[1]);
        var uetr = Uetr.Random();

        // Followed before it is there at all.
        var following = CollectAsync(payer, uetr);
        await SubmitAsync(payer, world, world.Banks[0], Waiting(world, uetr, 2 * Funds));
        await SubmitAsync(
            other,
            world,
            world.Banks[1],
            world.Payment(world.Banks[1], world.Banks[0], Funds, Uetr.Random())
        );

        var steps = await following.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(Kind.Queued, steps[0].Kind);
        Assert.Equal(Kind.Settled, steps[^1].Kind);
        Assert.Equal((UInt128)(2 * Funds), Assert.Single(steps[^1].Legs).Amount.Units);
        Assert.All(steps.SkipLast(1), static step => Assert.False(step.IsFinal));

        // One that is final already has the same steps, and ends.
        var again = await CollectAsync(payer, uetr).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(steps.Select(static step => step.Kind), again.Select(static step => step.Kind));
    }

    private static async Task<List<SettlementStep>> CollectAsync(NodeConnection connection, Uetr uetr)
    {
        var steps = new List<SettlementStep>();
        await foreach (var step in connection.FollowSettlementAsync(uetr, Cancellation))
        {
            steps.Add(step);
        }

        return steps;
    }

    private static Settle Waiting(TestWorld world, Uetr uetr, ulong units) =>
        world.Payment(world.Banks[0], world.Banks[1], units, uetr) with
        {
            Queue = new QueueTerms(0, world.Now.Plus(600_000), Reserve: false),
        };

    private static async Task SubmitAsync(
        NodeConnection connection,
        TestWorld world,
        TestParticipant signer,
        Settle settle
    )
    {
        var signed = Wire.SignedTransaction.Parser.ParseFrom(world.Sign(signer, settle));
        Assert.IsType<SubmissionOutcome.Applied>(await connection.SubmitAsync(signed, Cancellation));
    }
}
