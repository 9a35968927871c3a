using Comity.Ledger.Blocks;
using Comity.Node.Errors;
using Comity.Node.Queries;
using Comity.Node.Transactions;
using Comity.Ordering.Engine;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Testing;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Streaming;

/// <summary>Waiting for finality ends when the caller's patience does, and then promises nothing.</summary>
public sealed class FinalityTests
{
    [Fact]
    public async Task When_the_time_is_up_first_the_outcome_is_not_known_and_the_transaction_is_named()
    {
        var world = new TestWorld(1);
        var signed = Wire.SignedTransaction.Parser.ParseFrom(
            world.Pay(world.Banks[0], world.Banks[1], 1, Uetr.Random())
        );
        await using var engine = new SilentEngine();
        var submission = new SingleSubmission(engine, new EarlierOutcome(new LedgerReader(engine)));
        var request = new Wire.SubmitTransactionRequest
        {
            Body = signed.Body,
            Signatures = { signed.Signatures },
            TimeoutMilliseconds = 20,
        };

        var fault = await Assert.ThrowsAsync<ApiFaultException>(() => submission.Run(request, default, new Call()));

        Assert.Equal(FaultKind.OutcomeNotKnown, fault.Fault.Kind);
        Assert.Equal(StatusCode.DeadlineExceeded, fault.StatusCode);
        Assert.Equal(504, fault.Fault.Kind.HttpStatus);
        Assert.Equal(
            Comity.Protocol.Transactions.Transaction.IdOf(signed.Body.Span).ToString(),
            fault.Fault.Transaction
        );
        Assert.Equal(1, engine.Submitted);
    }

    [Fact]
    public async Task A_deadline_of_the_call_that_is_shorter_counts_too()
    {
        await using var engine = new SilentEngine();
        var submission = new SingleSubmission(engine, new EarlierOutcome(new LedgerReader(engine)));
        using var given = new CancellationTokenSource(20);
        var call = new Call(DateTime.UtcNow.AddMilliseconds(10), given.Token);

        var fault = await Assert.ThrowsAsync<ApiFaultException>(() =>
            submission.Run(new Wire.SubmitTransactionRequest(), default, call)
        );

        Assert.Equal(FaultKind.OutcomeNotKnown, fault.Fault.Kind);
    }

    // Takes everything and never says what became of it.
    private sealed class SilentEngine : IOrderingEngine
    {
        private readonly TaskCompletionSource<IReadOnlyList<Outcome>> _never = new();

        public int Submitted { get; private set; }

        public ReadOnlyMemory<byte> GenesisBytes => default;

        public NetworkGenesis Genesis => throw new NotSupportedException();

        public LedgerTip Tip => default!;

        public Task Stopped => _never.Task;

        public Task<IReadOnlyList<Outcome>> SubmitAsync(
            IReadOnlyList<ReadOnlyMemory<byte>> transactions,
            Wait wait,
            Lei caller = default
        )
        {
            Submitted++;
            return _never.Task;
        }

        public Task<T> ReadAsync<T>(Func<Ledger.Ledger, LedgerTip, T> query, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public IDisposable Subscribe(Action<CommittedBlock> committed) => throw new NotSupportedException();

        public IDisposable SubscribeToResults(Action<BlockResult> durable) => throw new NotSupportedException();

        public IEnumerable<CommittedBlock> Replay(ulong after, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Call(DateTime? deadline = null, CancellationToken cancellation = default) : ServerCallContext
    {
        protected override string MethodCore => "test";

        protected override string HostCore => "test";

        protected override string PeerCore => "test";

        protected override DateTime DeadlineCore => deadline ?? DateTime.MaxValue;

        protected override Metadata RequestHeadersCore => [];

        protected override CancellationToken CancellationTokenCore => cancellation;

        protected override Metadata ResponseTrailersCore => [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore => new(null, []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
