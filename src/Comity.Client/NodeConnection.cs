using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Comity.Client.Queries;
using Comity.Client.Quotes;
using Comity.Client.Security;
using Comity.Client.Submission;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;
using Grpc.Core;
using Grpc.Net.Client;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client;

/// <summary>A connection to a node. Safe for use by several threads at once.</summary>
/// <remarks>Questions are asked again over a broken connection; the last fault is thrown as <see cref="RpcException"/>.</remarks>
public sealed class NodeConnection : IDisposable
{
    // Proofs, lists and event blocks can be large; a node bounds its own answers.
    private const int LargestMessage = 256 << 20;

    private readonly GrpcChannel _channel;
    private readonly Wire.Node.NodeClient _node;
    private readonly TransactionSubmitter _submitter;
    private readonly ConnectionRetry _retry;

    private NodeConnection(GrpcChannel channel, Wire.Node.NodeClient node, ConnectionRetry retry)
    {
        (_channel, _node, _retry) = (channel, node, retry);
        _submitter = new TransactionSubmitter(node, retry);
    }

    /// <summary>Opens a connection. Nothing is sent until something is asked.</summary>
    /// <param name="address">The node's address, for example https://127.0.0.1:7601.</param>
    /// <param name="security">How the node is known, and who calls.</param>
    /// <param name="retry">How a broken connection is tried again; <see cref="ConnectionRetry.Default"/> where absent.</param>
    public static NodeConnection Open(Uri address, ConnectionSecurity security, ConnectionRetry? retry = null)
    {
        var channel = GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions
            {
                HttpHandler = security.CreateHandler(),
                DisposeHttpClient = true,
                MaxReceiveMessageSize = LargestMessage,
                MaxSendMessageSize = LargestMessage,
            }
        );
        return new NodeConnection(channel, new Wire.Node.NodeClient(channel), retry ?? ConnectionRetry.Default);
    }

    /// <summary>What network this is and how far it has come.</summary>
    public Task<Wire.NetworkInfo> GetNetworkAsync(CancellationToken cancellation = default) =>
        AskAsync(token => _node.GetNetworkAsync(new Wire.GetNetworkRequest(), cancellationToken: token), cancellation);

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
            uetr,
            await AskAsync(
                token =>
                    _node.GetSettlementAsync(
                        new Wire.GetSettlementRequest { Uetr = uetr.ToWire() },
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
                _node.GetBalancesAsync(
                    new Wire.GetBalancesRequest { Account = account.ToWire() },
                    cancellationToken: token
                ),
            cancellation
        );
        return answer.Balances.ToImmutableSortedDictionary(
            static balance => InstrumentId.Parse(balance.Instrument),
            static balance => new BalanceValue(balance.Available.ToUnits(), balance.Held.ToUnits())
        );
    }

    /// <summary>What has been issued and redeemed of an instrument; the issuer is empty where it is unknown.</summary>
    public Task<Wire.SupplyInfo> GetSupplyAsync(InstrumentId instrument, CancellationToken cancellation = default) =>
        AskAsync(
            token =>
                _node.GetSupplyAsync(
                    new Wire.GetSupplyRequest { Instrument = instrument.ToString() },
                    cancellationToken: token
                ),
            cancellation
        );

    /// <summary>Standing offers, in order of their ids.</summary>
    public async Task<ImmutableArray<StandingOffer>> ListOffersAsync(CancellationToken cancellation = default)
    {
        var answer = await AskAsync(
            token => _node.ListOffersAsync(new Wire.ListOffersRequest(), cancellationToken: token),
            cancellation
        );
        return [.. answer.Offers.Select(StandingOffer.From)];
    }

    /// <summary>Participants with their keys.</summary>
    public async Task<IReadOnlyList<Wire.Participant>> ListParticipantsAsync(CancellationToken cancellation = default)
    {
        var answer = await AskAsync(
            token => _node.ListParticipantsAsync(new Wire.ListParticipantsRequest(), cancellationToken: token),
            cancellation
        );
        return answer.Participants;
    }

    /// <summary>Waiting settlements, in order of the queue.</summary>
    public async Task<IReadOnlyList<SettlementView>> ListWaitingAsync(CancellationToken cancellation = default)
    {
        var answer = await AskAsync(
            token => _node.ListWaitingAsync(new Wire.ListWaitingRequest(), cancellationToken: token),
            cancellation
        );
        return [.. answer.Settlements.Select(static info => SettlementView.From(new Uetr(info.Uetr.Span), info))];
    }

    /// <summary>A proof about a balance, a supply or a settlement: see <see cref="Proofs.ProofVerification"/>.</summary>
    public Task<Wire.ProofInfo> ProveAsync(Wire.ProveRequest request, CancellationToken cancellation = default) =>
        AskAsync(token => _node.ProveAsync(request, cancellationToken: token), cancellation);

    /// <summary>
    /// Events of committed blocks, each block once and in order. A broken stream is taken up again where it stopped.
    /// </summary>
    /// <param name="fromHeight">The first height wanted; 0 or 1 for everything.</param>
    /// <param name="untilNow">Stop at the last committed block instead of waiting for more.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<Wire.BlockEvents> FollowEventsAsync(
        ulong fromHeight,
        bool untilNow,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var failures = 0;
        while (true)
        {
            using var call = _node.FollowEvents(
                new Wire.FollowEventsRequest { FromHeight = fromHeight, UntilNow = untilNow },
                cancellationToken: cancellation
            );
            while (true)
            {
                var step = await NextAsync(call.ResponseStream, failures, cancellation);
                if (step == FollowStep.End)
                {
                    yield break;
                }

                if (step == FollowStep.Broken)
                {
                    break;
                }

                failures = 0;
                var block = call.ResponseStream.Current;
                yield return block;
                fromHeight = block.Height + 1;
            }

            failures++;
            await Task.Delay(_retry.FirstDelay * failures, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private async Task<FollowStep> NextAsync(
        IAsyncStreamReader<Wire.BlockEvents> stream,
        int failures,
        CancellationToken cancellation
    )
    {
        try
        {
            return await stream.MoveNext(cancellation) ? FollowStep.Block : FollowStep.End;
        }
        catch (RpcException fault)
            when (ConnectionRetry.IsBroken(fault) && failures < _retry.Attempts && !cancellation.IsCancellationRequested
            )
        {
            return FollowStep.Broken;
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, AsyncUnaryCall<T>> ask, CancellationToken cancellation) =>
        await _retry
            .Pipeline<T>(static _ => false, cancellation)
            .ExecuteAsync(
                async token =>
                {
                    using var call = ask(token);
                    return await call;
                },
                cancellation
            );

    private enum FollowStep
    {
        Block,
        End,
        Broken,
    }
}
