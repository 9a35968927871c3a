using System.Diagnostics;
using Comity.Client.Submission;
using Comity.Client.Tests.Network;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Accounts;
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

        var refused = Assert.IsType<SubmissionOutcome.Refused>(outcome);
        Assert.Equal(RefusalCode.InsufficientCover, refused.Refusal.Code);
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
                // So long that the ledger has forgotten the transaction: it keeps whole minutes.
                world.Node.Tick(180_000);
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
        Assert.Equal(RefusalCode.TransactionExpired, refused.Refusal.Code);
    }

    [Fact]
    public async Task The_same_bytes_sent_again_are_answered_with_what_became_of_them()
    {
        await using var world = await World.StartAsync();
        var paid = Pay(world, 100);
        var refused = Pay(world, 100_000_000);
        await world.Connection.SubmitAsync(paid, Cancellation);
        await world.Connection.SubmitAsync(refused, Cancellation);

        Assert.IsType<SubmissionOutcome.Applied>(await world.Connection.SubmitAsync(paid, Cancellation));
        var again = Assert.IsType<SubmissionOutcome.Refused>(await world.Connection.SubmitAsync(refused, Cancellation));
        Assert.Equal(RefusalCode.InsufficientCover, again.Refusal.Code);
        Assert.Equal((UInt128)100, world.Available(world.Hongkong, "CNY"));

        world.Node.Tick(120_000);
        Assert.IsType<SubmissionOutcome.Applied>(await world.Connection.SubmitAsync(paid, Cancellation));
    }

    [Fact]
    public async Task What_carries_no_settlement_is_known_by_its_outcome_too()
    {
        await using var world = await World.StartAsync();
        BreakOnce(world, afterApplying: true);
        var account = AccountAddress.Random();

        Assert.IsType<SubmissionOutcome.Applied>(
            await world.Connection.SubmitAsync(Open(world, account), Cancellation)
        );

        BreakOnce(world, afterApplying: true);
        var second = await world.Connection.SubmitAsync(Open(world, account), Cancellation);
        Assert.Equal(RefusalCode.AccountExists, Assert.IsType<SubmissionOutcome.Refused>(second).Refusal.Code);
    }

    [Fact]
    public async Task A_node_that_is_too_busy_after_an_unheard_answer_leaves_no_payment_for_refused()
    {
        await using var world = await World.StartAsync();
        var signed = Pay(world, 100);
        BreakOnce(world, afterApplying: false);
        world.Node.AnswerInstead = static () =>
            new Wire.TransactionOutcome { Kind = Wire.TransactionOutcome.Types.Kind.Busy, Fault = "full" };

        Assert.IsType<SubmissionOutcome.NotKnown>(await world.Connection.SubmitAsync(signed, Cancellation));

        world.Node.AnswerInstead = null;
        Assert.IsType<SubmissionOutcome.Applied>(await world.Connection.SubmitAsync(signed, Cancellation));
    }

    [Fact]
    public async Task A_node_that_is_busy_from_the_first_has_ordered_nothing()
    {
        await using var world = await World.StartAsync();
        world.Node.AnswerInstead = static () =>
            new Wire.TransactionOutcome { Kind = Wire.TransactionOutcome.Types.Kind.Busy };

        Assert.IsType<SubmissionOutcome.Busy>(await world.Connection.SubmitAsync(Pay(world, 100), Cancellation));
    }

    [Fact]
    public async Task A_node_that_does_not_know_is_asked_again_until_it_does()
    {
        await using var world = await World.StartAsync();
        var answers = 0;
        world.Node.AnswerInstead = () =>
            ++answers < 3
                ? new Wire.TransactionOutcome { Kind = Wire.TransactionOutcome.Types.Kind.NotKnown, Fault = "disk" }
                : null;

        Assert.IsType<SubmissionOutcome.Applied>(await world.Connection.SubmitAsync(Pay(world, 100), Cancellation));
        Assert.Equal(3, answers);
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

    [Fact]
    public async Task A_node_that_says_when_to_come_again_is_not_asked_before()
    {
        await using var world = await World.StartAsync();
        var turnedAway = 0L;
        var cameAgain = 0L;
        world.Node.OnSubmit = _ =>
        {
            if (turnedAway == 0)
            {
                turnedAway = Stopwatch.GetTimestamp();
                throw Limited(1);
            }

            cameAgain = cameAgain == 0 ? Stopwatch.GetTimestamp() : cameAgain;
        };

        Assert.IsType<SubmissionOutcome.Applied>(await world.Connection.SubmitAsync(Pay(world, 100), Cancellation));

        // Timers of a loaded machine are late, and never early.
        Assert.True(Stopwatch.GetElapsedTime(turnedAway, cameAgain) > TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task A_stream_is_not_opened_again_before_the_time_that_the_node_says()
    {
        await using var world = await World.StartAsync();
        var opened = new List<long>();
        world.Node.OnFollow = () =>
        {
            opened.Add(Stopwatch.GetTimestamp());
            if (opened.Count == 1)
            {
                throw Limited(1);
            }
        };

        await foreach (var _ in world.Connection.FollowEventsAsync(1, untilNow: true, Cancellation)) { }

        Assert.Equal(2, opened.Count);
        Assert.True(Stopwatch.GetElapsedTime(opened[0], opened[1]) > TimeSpan.FromSeconds(0.95));
    }

    [Theory]
    [InlineData("86400")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT")]
    public async Task However_long_a_node_says_the_wait_is_bounded(string stated)
    {
        await using var world = await World.StartAsync();
        using var connection = world.Connect(longestRetryAfter: TimeSpan.FromMilliseconds(20));
        var turnedAway = false;
        world.Node.OnSubmit = _ =>
        {
            if (!turnedAway)
            {
                turnedAway = true;
                throw Limited(stated);
            }
        };

        var outcome = await connection
            .SubmitAsync(Pay(world, 100), Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.IsType<SubmissionOutcome.Applied>(outcome);
    }

    private static RpcException Limited(object seconds) =>
        new(
            new Status(StatusCode.ResourceExhausted, "over the budget"),
            new Metadata { { "retry-after", $"{seconds}" } }
        );

    private static void BreakOnce(World world, bool afterApplying) =>
        world.Node.OnSubmit = isAfter =>
        {
            if (isAfter == afterApplying)
            {
                world.Node.OnSubmit = static _ => { };
                throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
            }
        };

    private static Wire.SignedTransaction Open(World world, AccountAddress account) =>
        TransactionDraft.Sign(
            World.Network,
            world.Start.Plus(60_000),
            [world.Beijing.Key],
            new OpenAccount(account, world.Beijing.Lei)
        );

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
