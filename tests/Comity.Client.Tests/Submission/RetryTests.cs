using Comity.Client.Submission;
using Comity.Client.Tests.Network;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Submission;

public sealed class RetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payment_whose_answer_is_lost_is_applied_once_and_reported_as_applied(bool afterApplying)
    {
        await using var world = await World.StartAsync();
        BreakOnce(world, afterApplying);

        var outcome = await world.Connection.SubmitAsync(Pay(world, 100), Cancellation);

        Assert.IsType<SubmissionOutcome.Applied>(outcome);
        Assert.Equal((UInt128)100, world.Available(world.Hongkong, "CNY"));
    }

    [Fact]
    public async Task A_refusal_whose_answer_is_lost_is_never_reported_as_applied()
    {
        await using var world = await World.StartAsync();
        BreakOnce(world, true);

        var outcome = await world.Connection.SubmitAsync(Pay(world, 100_000_000), Cancellation);

        Assert.IsType<SubmissionOutcome.RefusedUnheard>(outcome);
    }

    [Theory]
    [InlineData(100, typeof(SubmissionOutcome.Applied))]
    [InlineData(100_000_000, typeof(SubmissionOutcome.RefusedUnheard))]
    public async Task What_became_of_a_payment_is_found_out_though_its_time_ran_out_before_an_answer_was_heard(
        ulong units,
        Type expected
    )
    {
        await using var world = await World.StartAsync();
        world.Node.OnSubmit = isAfter =>
        {
            if (isAfter)
            {
                world.Node.OnSubmit = static _ => { };
                world.Node.Tick(60_001);
                throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
            }
        };

        var outcome = await world.Connection.SubmitAsync(Pay(world, units), Cancellation);

        Assert.IsType(expected, outcome);
        Assert.Equal((UInt128)(units == 100 ? 100 : 0), world.Available(world.Hongkong, "CNY"));
    }

    [Fact]
    public async Task A_payment_whose_time_ran_out_before_it_came_is_not_reported_as_applied()
    {
        await using var world = await World.StartAsync();
        var signed = Pay(world, 100);
        world.Node.Tick(60_001);

        var outcome = await world.Connection.SubmitAsync(signed, Cancellation);

        var refused = Assert.IsType<SubmissionOutcome.Refused>(outcome);
        Assert.Equal(Comity.Protocol.Refusals.RefusalCode.TransactionExpired, refused.Refusal.Code);
    }

    [Fact]
    public async Task A_duplicate_that_was_not_a_retry_is_reported_as_the_ledger_says_it()
    {
        await using var world = await World.StartAsync();
        var signed = Pay(world, 100);
        await world.Connection.SubmitAsync(signed, Cancellation);

        var again = await world.Connection.SubmitAsync(signed, Cancellation);

        var refused = Assert.IsType<SubmissionOutcome.Refused>(again);
        Assert.Equal(Comity.Protocol.Refusals.RefusalCode.DuplicateTransaction, refused.Refusal.Code);
    }

    [Fact]
    public async Task A_broken_stream_is_finished_without_paying_twice()
    {
        await using var world = await World.StartAsync();
        BreakOnce(world, true);
        Wire.SignedTransaction[] transactions = [.. Enumerable.Range(0, 250).Select(_ => Pay(world, 1))];

        var outcomes = await world.Connection.SubmitManyAsync(transactions, Cancellation);

        Assert.Equal(250, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.IsType<SubmissionOutcome.Applied>(outcome));
        Assert.Equal((UInt128)250, world.Available(world.Hongkong, "CNY"));
    }

    private static void BreakOnce(World world, bool afterApplying) =>
        world.Node.OnSubmit = isAfter =>
        {
            if (isAfter == afterApplying)
            {
                world.Node.OnSubmit = static _ => { };
                throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
            }
        };

    private static Wire.SignedTransaction Pay(World world, ulong units) =>
        TransactionDraft.Sign(
            World.Network,
            world.Start.Plus(60_000),
            [world.Beijing.Key],
            new Settle
            {
                Uetr = Uetr.Random(),
                Legs =
                [
                    new Leg(
                        world.Beijing.Account,
                        world.Hongkong.Account,
                        new Amount(InstrumentId.Parse("CNY"), units)
                    ),
                ],
            }
        );
}
