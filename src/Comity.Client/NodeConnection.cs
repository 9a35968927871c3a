using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Comity.Client.Queries;
using Comity.Client.Security;
using Comity.Client.Submission;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Quotes;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;
using Google.Protobuf.Collections;
using Grpc.Core;
using Grpc.Net.Client;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client;

/// <summary>A connection to a node. Safe for use by several threads at once.</summary>
/// <remarks>Questions are asked again over a broken connection; the last fault is thrown as <see cref="RpcException"/>.</remarks>
public sealed partial class NodeConnection : IDisposable
{
    // Proofs, lists and event blocks can be large; a node bounds its own answers.
    private const int LargestMessage = 256 << 20;
    private const uint LargestPage = 1_000;

    private readonly GrpcChannel _channel;
    private readonly Wire.Network.NetworkClient _network;
    private readonly Wire.Settlements.SettlementsClient _settlements;
    private readonly Wire.Accounts.AccountsClient _accounts;
    private readonly Wire.Offers.OffersClient _offers;
    private readonly Wire.Proofs.ProofsClient _proofs;
    private readonly Wire.Blocks.BlocksClient _blocks;
    private readonly Wire.History.HistoryClient _history;
    private readonly Wire.Operations.OperationsClient _operations;
    private readonly TransactionSubmitter _submitter;
    private readonly ConnectionRetry _retry;

    private NodeConnection(GrpcChannel channel, ConnectionRetry retry)
    {
        (_channel, _retry) = (channel, retry);
        _network = new Wire.Network.NetworkClient(channel);
        _settlements = new Wire.Settlements.SettlementsClient(channel);
        _accounts = new Wire.Accounts.AccountsClient(channel);
        _offers = new Wire.Offers.OffersClient(channel);
        _proofs = new Wire.Proofs.ProofsClient(channel);
        _blocks = new Wire.Blocks.BlocksClient(channel);
        _history = new Wire.History.HistoryClient(channel);
        _operations = new Wire.Operations.OperationsClient(channel);
        _submitter = new TransactionSubmitter(new Wire.Transactions.TransactionsClient(channel), _settlements, retry);
    }

    /// <summary>Opens a connection. Nothing is sent until something is asked.</summary>
    /// <param name="address">The node's address, for example https://127.0.0.1:7601.</param>
    /// <param name="security">How the node is known, and who calls.</param>
    /// <param name="retry">How a broken connection is tried again; <see cref="ConnectionRetry.Default"/> where absent.</param>
    public static NodeConnection Open(Uri address, ConnectionSecurity security, ConnectionRetry? retry = null)
    {
        retry ??= ConnectionRetry.Default;
        var channel = GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions
            {
                HttpHandler = security.CreateHandler(retry.PingInterval),
                DisposeHttpClient = true,
                MaxReceiveMessageSize = LargestMessage,
                MaxSendMessageSize = LargestMessage,
            }
        );
        return new NodeConnection(channel, retry);
    }

    /// <summary>What network this is and how far it has come.</summary>
    public Task<Wire.NetworkInfo> GetNetworkAsync(CancellationToken cancellation = default) =>
        AskAsync(
            token => _network.GetNetworkAsync(new Wire.GetNetworkRequest(), cancellationToken: token),
            cancellation
        );

    /// <summary>Sends one transaction and waits until its outcome is final. Safe to call again with the same bytes.</summary>
    public Task<SubmissionOutcome> SubmitAsync(
        Wire.SignedTransaction signed,
        CancellationToken cancellation = default
    ) => _submitter.SubmitAsync(signed, cancellation);

    /// <summary>Sends many transactions as a stream; one outcome for each, in order.</summary>
    public Task<IReadOnlyList<SubmissionOutcome>> SubmitManyAsync(
        IReadOnlyList<Wire.SignedTransaction> transactions,
        CancellationToken cancellation = default
    ) => _submitter.SubmitManyAsync(transactions, cancellation);

    /// <summary>How a settlement stands.</summary>
    public async Task<SettlementView> GetSettlementAsync(Uetr uetr, CancellationToken cancellation = default) =>
        SettlementView.From(
            await AskAsync(
                token =>
                    _settlements.GetSettlementAsync(
                        new Wire.GetSettlementRequest { Uetr = uetr.ToString() },
                        cancellationToken: token
                    ),
                cancellation
            )
        );

    /// <summary>What an account holds, by instrument; empty where it is unknown or holds nothing.</summary>
    public async Task<ImmutableSortedDictionary<InstrumentId, BalanceValue>> GetBalancesAsync(
        AccountAddress account,
        CancellationToken cancellation = default
    )
    {
        var answer = await AskAsync(
            token =>
                _accounts.GetBalancesAsync(
                    new Wire.GetBalancesRequest { Account = account.ToString() },
                    cancellationToken: token
                ),
            cancellation
        );
        return answer.Balances.ToImmutableSortedDictionary(
            static balance => InstrumentId.Parse(balance.Available.Instrument),
            static balance => new BalanceValue(balance.Available.ToUnits(), balance.Held.ToUnits())
        );
    }

    /// <summary>What has been issued and redeemed of an instrument; the issuer is empty where it is unknown.</summary>
    public Task<Wire.SupplyInfo> GetSupplyAsync(InstrumentId instrument, CancellationToken cancellation = default) =>
        AskAsync(
            token =>
                _network.GetSupplyAsync(
                    new Wire.GetSupplyRequest { Instrument = instrument.ToString() },
                    cancellationToken: token
                ),
            cancellation
        );

    /// <summary>Standing offers, in order of their ids.</summary>
    public async Task<ImmutableArray<StandingOffer>> ListOffersAsync(CancellationToken cancellation = default)
    {
        var offers = await AllPagesAsync(
            async (cursor, token) =>
            {
                var request = new Wire.ListOffersRequest { PageSize = LargestPage, Cursor = cursor };
                var page = await _offers.ListOffersAsync(request, cancellationToken: token);
                return (page.Offers, page.NextCursor);
            },
            cancellation
        );
        return [.. offers.Select(StandingOffer.From)];
    }

    /// <summary>Participants with their keys.</summary>
    public Task<IReadOnlyList<Wire.ParticipantInfo>> ListParticipantsAsync(CancellationToken cancellation = default) =>
        AllPagesAsync(
            async (cursor, token) =>
            {
                var request = new Wire.ListParticipantsRequest { PageSize = LargestPage, Cursor = cursor };
                var page = await _network.ListParticipantsAsync(request, cancellationToken: token);
                return (page.Participants, page.NextCursor);
            },
            cancellation
        );

    /// <summary>Waiting settlements, in order of the queue.</summary>
    public async Task<IReadOnlyList<SettlementView>> ListWaitingAsync(CancellationToken cancellation = default)
    {
        var waiting = await AllPagesAsync(
            async (cursor, token) =>
            {
                var request = new Wire.ListWaitingRequest { PageSize = LargestPage, Cursor = cursor };
                var page = await _settlements.ListWaitingAsync(request, cancellationToken: token);
                return (page.Settlements, page.NextCursor);
            },
            cancellation
        );
        return [.. waiting.Select(SettlementView.From)];
    }

    /// <summary>A proof about a balance, a supply or a settlement: see <see cref="Proofs.ProofVerification"/>.</summary>
    public Task<Wire.ProofInfo> ProveAsync(Wire.ProveRequest request, CancellationToken cancellation = default) =>
        AskAsync(token => _proofs.ProveAsync(request, cancellationToken: token), cancellation);

    /// <summary>Has the node sign how far it has come.</summary>
    public async Task<KnownTip> StateTipAsync(CancellationToken cancellation = default) =>
        KnownTip.From(
            await AskAsync(
                token => _operations.StateTipAsync(new Wire.StateTipRequest(), cancellationToken: token),
                cancellation
            )
        );

    /// <summary>Shows the node what it signed before.</summary>
    public async Task<TipVerdict> PresentTipAsync(KnownTip tip, CancellationToken cancellation = default)
    {
        var request = new Wire.PresentTipRequest { Statement = tip.ToWire() };
        var answer = await AskAsync(
            token => _operations.PresentTipAsync(request, cancellationToken: token),
            cancellation
        );
        return (TipVerdict)answer.Verdict;
    }

    /// <summary>How the node's read model stands. For the operator.</summary>
    public async Task<Wire.ReadModelInfo> GetReadModelAsync(CancellationToken cancellation = default) =>
        await _operations.GetReadModelAsync(new Wire.GetReadModelRequest(), cancellationToken: cancellation);

    /// <summary>Has the node build its read model anew from its log, beside the one that serves. For the operator.</summary>
    public async Task<Wire.ReadModelInfo> RebuildReadModelAsync(CancellationToken cancellation = default) =>
        await _operations.RebuildReadModelAsync(new Wire.RebuildReadModelRequest(), cancellationToken: cancellation);

    /// <summary>Has the node write a checkpoint; its height. For the operator.</summary>
    public async Task<ulong> CheckpointAsync(CancellationToken cancellation = default) =>
        (await _operations.CheckpointAsync(new Wire.CheckpointRequest(), cancellationToken: cancellation)).Height;

    /// <summary>Has the node move full log segments that no kept checkpoint needs to an archive; their names. For the operator.</summary>
    /// <param name="folder">A folder of the node's machine; empty for the one of its configuration.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<IReadOnlyList<string>> ArchiveAsync(string folder, CancellationToken cancellation = default) =>
        (
            await _operations.ArchiveAsync(new Wire.ArchiveRequest { Folder = folder }, cancellationToken: cancellation)
        ).Segments;

    /// <summary>Has the node delete log segments that no kept checkpoint needs and that every archive has. For the operator.</summary>
    /// <param name="archives">Folders of the node's machine; none for the one of its configuration.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<Wire.PruneResponse> PruneAsync(
        IReadOnlyList<string> archives,
        CancellationToken cancellation = default
    ) =>
        await _operations.PruneAsync(
            new Wire.PruneRequest { Archives = { archives } },
            cancellationToken: cancellation
        );

    /// <summary>
    /// Events of committed blocks, each block once and in order. A broken stream is taken up again where it stopped.
    /// </summary>
    /// <param name="fromHeight">The first height wanted; 0 or 1 for everything.</param>
    /// <param name="untilNow">Stop at the last committed block instead of waiting for more.</param>
    /// <param name="cancellation">Ends it.</param>
    public IAsyncEnumerable<Wire.BlockEvents> FollowEventsAsync(
        ulong fromHeight,
        bool untilNow,
        CancellationToken cancellation = default
    ) =>
        StreamFollowing.Run(
            (height, token) =>
                _blocks.FollowEvents(
                    new Wire.FollowEventsRequest { FromHeight = height, UntilNow = untilNow },
                    cancellationToken: token
                ),
            static block => block.Height,
            fromHeight,
            _retry,
            cancellation
        );

    /// <summary>
    /// The steps of a settlement as they happen, from the first to the one that is final: settled, cancelled or expired. One that is not
    /// there yet is waited for.
    /// </summary>
    /// <param name="uetr">Which.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<SettlementStep> FollowSettlementAsync(
        Uetr uetr,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        // What is answered may be newer than its steps: those up to a height that was reached before are whole, the rest is streamed.
        var reached = (await GetNetworkAsync(cancellation)).Height;
        var view = await GetSettlementAsync(uetr, cancellation);
        foreach (var step in view.Info.Steps.Where(step => step.Height <= reached).Select(SettlementStep.From))
        {
            yield return step;
            if (step.IsFinal)
            {
                yield break;
            }
        }

        var last = view.IsKnown && !view.IsWaiting ? view.Info.Height : ulong.MaxValue;
        if (last <= reached)
        {
            yield break;
        }

        var blocks = StreamFollowing.Run(
            (height, token) =>
                _blocks.ReadEvents(new Wire.FollowEventsRequest { FromHeight = height }, cancellationToken: token),
            static block => block.Height,
            reached + 1,
            _retry,
            cancellation
        );
        await foreach (var block in blocks)
        {
            foreach (var happened in block.Events.Where(each => SettlementStep.IsOf(each, uetr)))
            {
                var step = SettlementStep.From(happened);
                yield return step;
                if (step.IsFinal)
                {
                    yield break;
                }
            }

            if (block.Height >= last)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private async Task<IReadOnlyList<T>> AllPagesAsync<T>(
        Func<string, CancellationToken, Task<(RepeatedField<T> Items, string Next)>> ask,
        CancellationToken cancellation
    )
    {
        var all = new List<T>();
        var cursor = string.Empty;
        do
        {
            var page = await _retry
                .Pipeline<(RepeatedField<T> Items, string Next)>(static _ => false, cancellation)
                .ExecuteAsync(async token => await ask(cursor, token), cancellation);
            all.AddRange(page.Items);
            cursor = page.Next;
        } while (cursor.Length > 0);
        return all;
    }

    private Task<T> AskAsync<T>(Func<CancellationToken, AsyncUnaryCall<T>> ask, CancellationToken cancellation) =>
        _retry.AskAsync((_, token) => ask(token), cancellation);
}
