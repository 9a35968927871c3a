using System.Runtime.CompilerServices;
using Comity.Client.Queries;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client;

/// <content>What happened. Lists are newest first and are read as far as they are enumerated, a page at a time.</content>
public sealed partial class NodeConnection
{
    private const uint UsualPage = 200;

    /// <summary>What changed an account's balances, newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="range">Only what lies in it; absent for everything.</param>
    /// <param name="instrument">Only lines of this one; absent for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RpcException">
    /// NOT_FOUND: there is no such account, or it is not this caller's to see. FAILED_PRECONDITION: the node keeps no read model.
    /// UNAVAILABLE: its read model cannot answer now.
    /// </exception>
    public IAsyncEnumerable<Wire.HistoryLine> AccountHistoryAsync(
        AccountAddress account,
        TimeRange range = default,
        InstrumentId? instrument = null,
        CancellationToken cancellation = default
    )
    {
        var request = new Wire.ListAccountHistoryRequest
        {
            Account = account.ToString(),
            Instrument = instrument?.ToString() ?? string.Empty,
            FromTime = range.FromMilliseconds,
            ToTime = range.ToMilliseconds,
            PageSize = UsualPage,
        };
        return PagesAsync(
            async (cursor, token) =>
            {
                var asked = new Wire.ListAccountHistoryRequest(request) { Cursor = cursor };
                var page = await _history.ListAccountHistoryAsync(asked, cancellationToken: token);
                return (page.Lines, page.NextCursor);
            },
            cancellation
        );
    }

    /// <summary>Settlements that concern a participant, newest first by when they came to the ledger.</summary>
    /// <param name="participant">Whose.</param>
    /// <param name="filter">Which; absent for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RpcException">
    /// NOT_FOUND: there is no such participant. FAILED_PRECONDITION: the node keeps no read model. UNAVAILABLE: its read model cannot
    /// answer now.
    /// </exception>
    public IAsyncEnumerable<Wire.SettlementSummary> ParticipantSettlementsAsync(
        Lei participant,
        SettlementFilter? filter = null,
        CancellationToken cancellation = default
    )
    {
        filter ??= new SettlementFilter();
        var request = new Wire.ListParticipantSettlementsRequest
        {
            Participant = participant.ToString(),
            Counterparty = filter.Counterparty?.ToString() ?? string.Empty,
            Instrument = filter.Instrument?.ToString() ?? string.Empty,
            State = filter.State,
            FromTime = filter.Range.FromMilliseconds,
            ToTime = filter.Range.ToMilliseconds,
            PageSize = UsualPage,
        };
        return PagesAsync(
            async (cursor, token) =>
            {
                var asked = new Wire.ListParticipantSettlementsRequest(request) { Cursor = cursor };
                var page = await _history.ListParticipantSettlementsAsync(asked, cancellationToken: token);
                return (page.Settlements, page.NextCursor);
            },
            cancellation
        );
    }

    /// <summary>What became of an offer, newest first.</summary>
    public IAsyncEnumerable<Wire.EventView> OfferEventsAsync(OfferId offer, CancellationToken cancellation = default) =>
        PagesAsync(
            async (cursor, token) =>
            {
                var asked = new Wire.ListOfferEventsRequest
                {
                    Offer = offer.ToString(),
                    PageSize = UsualPage,
                    Cursor = cursor,
                };
                var page = await _history.ListOfferEventsAsync(asked, cancellationToken: token);
                return (page.Events, page.NextCursor);
            },
            cancellation
        );

    /// <summary>
    /// Headers of committed blocks, each with the receipts of what this caller signed or oversees, from where a chain has come to.
    /// Each is checked against those before it; a stream that breaks off is taken up again.
    /// </summary>
    /// <param name="chain">Where to begin, and what every block has to follow. It grows with what is shown.</param>
    /// <param name="untilNow">Stop at the last committed block instead of waiting for more.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BrokenChainException">A block does not follow those before, or a receipt is not its block's.</exception>
    /// <exception cref="RpcException">
    /// FAILED_PRECONDITION: the node keeps no headers. UNAVAILABLE: its read model cannot answer now.
    /// </exception>
    public async IAsyncEnumerable<Wire.BlockInfo> FollowBlocksAsync(
        HeaderChain chain,
        bool untilNow,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var blocks = StreamFollowing.Run(
            (height, token) =>
                _blocks.FollowBlocks(
                    new Wire.FollowBlocksRequest { FromHeight = height, UntilNow = untilNow },
                    cancellationToken: token
                ),
            static block => block.Header?.Height ?? 0,
            chain.NextHeight,
            _retry,
            cancellation
        );
        await foreach (var block in blocks)
        {
            var fault = chain.Add(block);
            if (fault != HeaderFault.None)
            {
                throw new BrokenChainException(chain.NextHeight, fault);
            }

            yield return block;
        }
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(
        Func<string, CancellationToken, Task<(Google.Protobuf.Collections.RepeatedField<T> Items, string Next)>> ask,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var cursor = string.Empty;
        do
        {
            var page = await _retry
                .Pipeline<(Google.Protobuf.Collections.RepeatedField<T> Items, string Next)>(
                    static _ => false,
                    cancellation
                )
                .ExecuteAsync(async token => await ask(cursor, token), cancellation);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            cursor = page.Next;
        } while (cursor.Length > 0);
    }
}
