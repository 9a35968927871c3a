using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Settlement;
using Comity.Testing;

namespace Comity.Ordering.Tests.Engine;

/// <summary>The duties of <see cref="IOrderingEngine"/>, by their numbers. Every kind of engine passes them.</summary>
public abstract class EngineDuties : IAsyncDisposable
{
    private const ulong Funds = 1_000_000;

    protected abstract EngineUnderTest Subject { get; }

    private TestWorld World => field ??= new TestWorld(2, 2, Subject.Time);

    public async ValueTask DisposeAsync()
    {
        await Subject.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Duty_1_what_is_final_survives_a_kill()
    {
        var engine = await StartFunded();
        var uetrs = new List<Uetr>();
        for (var payment = 0; payment < 50; payment++)
        {
            uetrs.Add(await Pay(engine, 10));
        }

        Subject.Kill(engine);

        var again = Subject.Start(World);
        var settled = await again.ReadAsync(
            (ledger, _) =>
                uetrs.Count(uetr =>
                    ledger.View.TryGetFinished(uetr, out var value) && value.Status == SettlementStatus.Settled
                ),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(uetrs.Count, settled);
        Assert.Equal(Funds - 500, (ulong)(await Balance(again, 0)));
    }

    [Fact]
    public async Task Duty_2_every_transaction_has_one_outcome_in_its_place()
    {
        var engine = await StartFunded();
        byte[][] sent =
        [
            Payment(1, Uetr.Random()),
            [0xff, 0xff],
            Payment(Funds * 2, Uetr.Random()),
            World.Sign(
                new TestParticipant(World.Authorities[0].Country, 77, Roles.Bank),
                World.Payment(World.Banks[0], World.Banks[1], 1, Uetr.Random())
            ),
        ];

        var outcomes = await Submit(engine, sent);

        Assert.Collection(
            outcomes,
            static first => Assert.IsType<Outcome.Applied>(first),
            static second => Assert.IsType<Outcome.Malformed>(second),
            static third =>
                Assert.Equal(RefusalCode.InsufficientCover, Assert.IsType<Outcome.Refused>(third).Refusal.Code),
            static fourth => Assert.Equal(RefusalCode.UnknownSigner, RefusalOf(fourth).Code)
        );
    }

    [Fact]
    public async Task Duty_3_a_transaction_submitted_many_times_applies_once()
    {
        var engine = await StartFunded();
        var payment = Payment(7, Uetr.Random());

        var together = await Submit(engine, payment, payment, payment);
        var later = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Submit(engine, payment)));

        Assert.Equal(1, together.Count(static outcome => outcome is Outcome.Applied));
        var copies = together.Skip(1).Concat(later.SelectMany(static outcomes => outcomes));
        Assert.All(copies, static copy => Assert.Equal(RefusalCode.DuplicateTransaction, RefusalOf(copy).Code));
        Assert.Equal(Funds - 7, (ulong)(await Balance(engine, 0)));
    }

    [Fact]
    public async Task Duty_4_one_callers_submissions_are_ordered_as_they_were_made()
    {
        var engine = Subject.Start(World);
        // Each depends on the one before: admitted, then opened, then funded, then paying. None waits for another's answer.
        var submissions = World
            .Founding(Funds)
            .Append(Payment(Funds, Uetr.Random()))
            .Select(transaction => Submit(engine, transaction))
            .ToArray();

        var outcomes = await Task.WhenAll(submissions);

        Assert.All(outcomes, static outcome => Assert.IsType<Outcome.Applied>(Assert.Single(outcome)));
    }

    [Fact]
    public async Task Duty_5_only_the_authentic_takes_a_place_in_a_block()
    {
        var engine = await StartFunded();
        var height = engine.Tip.Height;
        var forged = Payment(1, Uetr.Random());
        forged[^1] ^= 1;

        var outcomes = await Submit(engine, forged, [], new byte[100]);

        Assert.All(outcomes, static outcome => Assert.IsType<Outcome.Malformed>(outcome));
        Assert.Equal(height, engine.Tip.Height);
    }

    [Fact]
    public async Task Duty_6_beyond_its_bound_the_engine_is_busy_at_once_and_orders_none_of_it()
    {
        await using (var engine = await StartFunded())
        {
            Assert.IsType<Outcome.Applied>(Assert.Single(await Submit(engine, Payment(1, Uetr.Random()))));
        }

        var small = Subject.Start(World, mostInFlight: 4);
        var five = Enumerable.Range(0, 5).Select(_ => Payment(1, Uetr.Random())).ToArray();

        var over = await Submit(small, five);
        var within = await Submit(small, five[..4]);

        Assert.All(over, static outcome => Assert.IsType<Outcome.Busy>(outcome));
        Assert.All(within, static outcome => Assert.IsType<Outcome.Applied>(outcome));
    }

    [Fact]
    public async Task Duty_7_heights_have_no_gap_and_time_never_goes_back()
    {
        var engine = await StartFunded();
        var blocks = new List<CommittedBlock>();
        using var subscription = engine.Subscribe(blocks.Add);
        var start = Subject.Time.GetUtcNow();
        foreach (var minutes in (int[])[0, 5, -30, -50, 6])
        {
            Subject.Time.Set(start.AddMinutes(minutes));
            Assert.IsType<Outcome.Applied>(Assert.Single(await Submit(engine, Payment(1, Uetr.Random()))));
        }

        await Settle(engine);
        var heights = blocks.Select(static block => block.Result.Height).ToArray();
        var times = blocks.Select(static block => block.Result.Time).ToArray();
        Assert.Equal(Enumerable.Range(0, heights.Length).Select(index => heights[0] + (ulong)index), heights);
        Assert.Equal(times.Order(), times);
        Assert.Equal((ulong)start.AddMinutes(6).ToUnixTimeMilliseconds(), times[^1].Milliseconds);
    }

    [Fact]
    public async Task Duty_15_results_are_told_before_they_are_answered()
    {
        var engine = await StartFunded();
        var told = 0UL;
        using var subscription = engine.SubscribeToResults(block =>
        {
            // An answer that did not wait would be out by now.
            Thread.Sleep(20);
            Volatile.Write(ref told, block.Height);
        });
        for (var payment = 0; payment < 5; payment++)
        {
            var outcome = Assert.IsType<Outcome.Applied>(
                Assert.Single(await Submit(engine, Payment(1, Uetr.Random())))
            );
            Assert.Equal(outcome.Height, Volatile.Read(ref told));
        }
    }

    [Fact]
    public async Task Duty_8_what_falls_due_happens_without_traffic_and_nothing_else_does()
    {
        var engine = await StartFunded();
        var uetr = Uetr.Random();
        var waiting = World.Payment(World.Banks[0], World.Banks[1], Funds * 2, uetr) with
        {
            Queue = new QueueTerms(0, World.Now.Plus(60_000), Reserve: false),
        };
        Assert.IsType<Outcome.Applied>(Assert.Single(await Submit(engine, World.Sign(World.Banks[0], waiting))));
        await Settle(engine);
        var height = engine.Tip.Height;
        var expired = new TaskCompletionSource<CommittedBlock>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = engine.Subscribe(block => expired.TrySetResult(block));

        Subject.Time.Advance(TimeSpan.FromSeconds(61));
        var block = await expired.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Empty(block.Result.Receipts);
        Assert.Equal(height + 1, block.Result.Height);
        Assert.Contains(block.Result.Events, happened => happened == new Ledger.Events.SettlementExpired(uetr));
    }

    [Fact]
    public async Task Duty_9_a_reader_sees_at_least_what_it_was_told_and_whole_blocks_only()
    {
        var engine = await StartFunded();
        var paying = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Pay(engine, 1)));
        while (!paying.IsCompleted)
        {
            var (payer, payee, consistent) = await engine.ReadAsync(
                (ledger, tip) =>
                    (
                        ledger.View.Balance(World.Banks[0].Account, World.Currencies[0]).Available,
                        ledger.View.Balance(World.Banks[1].Account, World.Currencies[0]).Available,
                        tip.Height == ledger.Height && tip.Root == ledger.Commit()
                    ),
                TestContext.Current.CancellationToken
            );
            Assert.True(consistent);
            Assert.Equal(Funds * 2, (ulong)(payer + payee));
        }

        await Pay(engine, 1);
        Assert.Equal(Funds - 201, (ulong)(await Balance(engine, 0)));
    }

    [Fact]
    public async Task Duty_10_subscribers_see_every_later_block_once_in_order()
    {
        var engine = await StartFunded();
        var first = engine.Tip.Height + 1;
        var seen = new List<ulong>();
        using var subscription = engine.Subscribe(block => seen.Add(block.Result.Height));
        for (var payment = 0; payment < 20; payment++)
        {
            await Pay(engine, 1);
        }

        await Settle(engine);
        Assert.Equal(Enumerable.Range(0, 20).Select(index => first + (ulong)index), seen);
    }

    [Fact]
    public async Task Duty_11_a_restarted_engine_has_the_tip_it_had()
    {
        LedgerTip tip;
        await using (var engine = await StartFunded())
        {
            for (var payment = 0; payment < 30; payment++)
            {
                await Pay(engine, 3);
            }

            await Settle(engine);
            tip = engine.Tip;
        }

        var again = Subject.Start(World);

        Assert.Equal(tip, again.Tip);
        Assert.NotEqual(Hash256.Zero, again.Tip.Root);
    }

    [Fact]
    public async Task Duty_12_a_fault_while_ordering_is_not_known_and_stops_the_engine()
    {
        var engine = await StartFunded();

        Subject.BreakDisk();
        var outcome = Assert.Single(await Submit(engine, Payment(1, Uetr.Random())));
        var later = Assert.Single(await Submit(engine, Payment(1, Uetr.Random())));

        Assert.IsType<Outcome.NotKnown>(outcome);
        Assert.IsType<Outcome.Busy>(later);
        await Assert.ThrowsAnyAsync<IOException>(() => engine.Stopped);
        await Assert.ThrowsAsync<EngineStoppedException>(() => Balance(engine, 0));
    }

    [Fact]
    public async Task Duty_13_another_genesis_is_refused()
    {
        await using (var engine = await StartFunded())
        {
            Assert.Equal("comity-test", engine.Genesis.Network);
        }

        var fault = Assert.Throws<GenesisMismatchException>(() =>
            Subject.Start(new TestWorld(2, 2, Subject.Time, network: "another"))
        );
        Assert.Contains("Give the folder's own genesis", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duty_14_a_callers_payment_does_not_wait_for_anothers_backlog()
    {
        var engine = await StartFunded();

        // On a loaded machine the backlog may be gone before the payment comes; a payment that waits for it is never ahead of it.
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (await IsAheadOfBacklog(engine))
            {
                return;
            }
        }

        Assert.Fail("In ten attempts the payment was never ahead of the backlog.");
    }

    [Fact]
    public async Task Duty_14_a_caller_that_has_all_it_may_have_leaves_room_for_another()
    {
        await using (var engine = await StartFunded())
        {
            await Pay(engine, 1);
        }

        var small = Subject.Start(World, mostInFlight: 1_000);
        var most = Enumerable.Range(0, 501).Select(_ => Payment(1, Uetr.Random())).ToArray();
        var one = Payment(1, Uetr.Random());

        var flooding = Submit(small, World.Banks[0].Lei, most);
        var beyond = Submit(small, World.Banks[0].Lei, one);
        var another = Submit(small, World.Banks[1].Lei, Payment(1, Uetr.Random()));

        Assert.All(await flooding, static outcome => Assert.IsType<Outcome.Applied>(outcome));
        Assert.IsType<Outcome.Busy>(Assert.Single(await beyond));
        Assert.IsType<Outcome.Applied>(Assert.Single(await another));
    }

    private async Task<bool> IsAheadOfBacklog(IOrderingEngine engine)
    {
        var payment = Payment(1, Uetr.Random());
        var submissions = Enumerable
            .Range(0, 40)
            .Select(_ => Enumerable.Range(0, 100).Select(_ => Payment(1, Uetr.Random())).ToArray())
            .ToArray();
        var backlog = submissions.Select(submission => Submit(engine, World.Banks[0].Lei, submission)).ToArray();

        var ahead = Assert.IsType<Outcome.Applied>(Assert.Single(await Submit(engine, World.Banks[1].Lei, payment)));

        var last = (await Task.WhenAll(backlog)).SelectMany(static outcomes => outcomes).OfType<Outcome.Applied>();
        return ahead.Height < last.Max(static outcome => outcome.Height);
    }

    private static Refusal RefusalOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Refused refused => refused.Refusal,
            Outcome.TurnedAway away => away.Refusal,
            _ => throw new InvalidOperationException($"{outcome} is no refusal."),
        };

    private static Task<IReadOnlyList<Outcome>> Submit(IOrderingEngine engine, params byte[][] transactions) =>
        Submit(engine, default, transactions);

    private static Task<IReadOnlyList<Outcome>> Submit(
        IOrderingEngine engine,
        Lei caller,
        params byte[][] transactions
    ) => engine.SubmitAsync([.. transactions.Select(static bytes => (ReadOnlyMemory<byte>)bytes)], Wait.Final, caller);

    // A read is answered between blocks, when the last one is published.
    private static Task<bool> Settle(IOrderingEngine engine) =>
        engine.ReadAsync(static (_, _) => true, TestContext.Current.CancellationToken);

    private async Task<IOrderingEngine> StartFunded()
    {
        var engine = Subject.Start(World);
        var outcomes = await Submit(engine, [.. World.Founding(Funds)]);
        Assert.All(outcomes, static outcome => Assert.IsType<Outcome.Applied>(outcome));
        await Settle(engine);
        return engine;
    }

    private async Task<Uetr> Pay(IOrderingEngine engine, ulong units)
    {
        var uetr = Uetr.Random();
        Assert.IsType<Outcome.Applied>(Assert.Single(await Submit(engine, Payment(units, uetr))));
        return uetr;
    }

    private byte[] Payment(UInt128 units, Uetr uetr) => World.Pay(World.Banks[0], World.Banks[1], units, uetr);

    private Task<UInt128> Balance(IOrderingEngine engine, int bank) =>
        engine.ReadAsync(
            (ledger, _) =>
                ledger.View.Balance(World.Banks[bank].Account, World.CurrencyOf(World.Banks[bank])).Available,
            TestContext.Current.CancellationToken
        );
}
