using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.State;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Network;

/// <summary>The contract's services in front of a node in memory. All of its instruments have two decimals.</summary>
internal static class LedgerNodeServices
{
    private const int Decimals = 2;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<NetworkOf>();
        routes.MapGrpcService<TransactionsOf>();
        routes.MapGrpcService<SettlementsOf>();
        routes.MapGrpcService<AccountsOf>();
        routes.MapGrpcService<OffersOf>();
        routes.MapGrpcService<ProofsOf>();
        routes.MapGrpcService<BlocksOf>();
    }

    private static AccountAddress Account(string text) =>
        AccountAddress.TryParse(text, out var account) ? account : throw new FormatException(text);

    private static Uetr Id(string text) => Uetr.TryParse(text, out var uetr) ? uetr : throw new FormatException(text);

    private static Wire.Amount Amount(InstrumentId instrument, UInt128 units) =>
        new Amount(instrument, units).ToWire(Decimals);

    private static Wire.Balance Balance(InstrumentId instrument, BalanceValue balance) =>
        new() { Available = Amount(instrument, balance.Available), Held = Amount(instrument, balance.Held) };

    internal sealed class NetworkOf(LedgerNode node) : Wire.Network.NetworkBase
    {
        public override Task<Wire.NetworkInfo> GetNetwork(Wire.GetNetworkRequest request, ServerCallContext context) =>
            node.Locked(node.Network);
    }

    internal sealed class TransactionsOf(LedgerNode node) : Wire.Transactions.TransactionsBase
    {
        public override Task<Wire.TransactionStatus> GetTransaction(
            Wire.GetTransactionRequest request,
            ServerCallContext context
        ) => node.Locked(() => node.Transaction(request.Transaction));

        public override Task<Wire.SubmitResponse> Submit(Wire.SubmitRequest request, ServerCallContext context) =>
            node.Locked(() => node.Submit(request));

        public override async Task SubmitStream(
            IAsyncStreamReader<Wire.SubmitRequest> requestStream,
            IServerStreamWriter<Wire.SubmitResponse> responseStream,
            ServerCallContext context
        )
        {
            await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            {
                var response = await node.Locked(() => node.Submit(request));
                await responseStream.WriteAsync(response, context.CancellationToken);
            }
        }
    }

    internal sealed class SettlementsOf(LedgerNode node) : Wire.Settlements.SettlementsBase
    {
        public override Task<Wire.SettlementInfo> GetSettlement(
            Wire.GetSettlementRequest request,
            ServerCallContext context
        ) => node.Locked(() => node.Describe(Id(request.Uetr)));
    }

    internal sealed class AccountsOf(LedgerNode node) : Wire.Accounts.AccountsBase
    {
        public override Task<Wire.BalancesInfo> GetBalances(
            Wire.GetBalancesRequest request,
            ServerCallContext context
        ) =>
            node.Locked(() =>
                new Wire.BalancesInfo
                {
                    Account = request.Account,
                    Balances =
                    {
                        node
                            .View.Balances(Account(request.Account))
                            .Select(static held => Balance(held.Instrument, held.Balance)),
                    },
                }
            );
    }

    internal sealed class OffersOf(LedgerNode node) : Wire.Offers.OffersBase
    {
        public override Task<Wire.ListOffersResponse> ListOffers(
            Wire.ListOffersRequest request,
            ServerCallContext context
        ) => node.Locked(() => new Wire.ListOffersResponse { Offers = { node.View.Offers.Select(Offer) } });

        private Wire.OfferInfo Offer(Comity.Ledger.StandingOffer offer) =>
            new()
            {
                Id = offer.Terms.Id.ToString(),
                Maker = node.View.TryGetOwner(offer.Terms.Account, out var maker) ? maker.ToString() : string.Empty,
                Account = offer.Terms.Account.ToString(),
                Sells = offer.Terms.Sells.ToString(),
                Buys = offer.Terms.Buys.ToString(),
                Price = new() { Numerator = offer.Terms.Rate.Numerator, Denominator = offer.Terms.Rate.Denominator },
                Minimum = Amount(offer.Terms.Sells, offer.Terms.Minimum),
                Remaining = Amount(offer.Terms.Sells, offer.Remaining),
                Cover = Amount(offer.Terms.Sells, offer.Cover),
                ExpiresAt = offer.Terms.ExpiresAt.Milliseconds,
            };
    }

    internal sealed class ProofsOf(LedgerNode node) : Wire.Proofs.ProofsBase
    {
        public override Task<Wire.ProofInfo> Prove(Wire.ProveRequest request, ServerCallContext context) =>
            node.Locked(() =>
            {
                var info = new Wire.ProofInfo { Height = node.Network().Height, StateRoot = node.Root.ToString() };
                info.Proof = ByteString.CopyFrom(node.Prove(State(request, info)));
                return info;
            });

        private Hash256 State(Wire.ProveRequest request, Wire.ProofInfo info)
        {
            if (request.Balance is { } balance)
            {
                var (account, instrument) = (Account(balance.Account), InstrumentId.Parse(balance.Instrument));
                if (node.View.Balances(account).Any(each => each.Instrument == instrument))
                {
                    info.Balance = Balance(instrument, node.View.Balance(account, instrument));
                }

                return StateKey.Balance(account, instrument);
            }

            if (request.SubjectCase == Wire.ProveRequest.SubjectOneofCase.Supply)
            {
                var instrument = InstrumentId.Parse(request.Supply);
                if (node.View.TryGetSupply(instrument, out var supply))
                {
                    info.Supply = new Wire.SupplyInfo
                    {
                        Issued = Amount(instrument, supply.Issued),
                        Redeemed = Amount(instrument, supply.Redeemed),
                    };
                }

                return StateKey.Supply(instrument);
            }

            var uetr = Id(request.Settlement);
            if (node.View.TryGetFinished(uetr, out var finished))
            {
                info.Settlement = new Wire.FinishedSettlement
                {
                    State = (Wire.SettlementInfo.Types.State)(int)finished.Status,
                    Time = finished.Time.Milliseconds,
                    Terms = finished.Terms.ToString(),
                };
            }

            return StateKey.Settlement(uetr);
        }
    }

    internal sealed class BlocksOf(LedgerNode node) : Wire.Blocks.BlocksBase
    {
        public override async Task FollowEvents(
            Wire.FollowEventsRequest request,
            IServerStreamWriter<Wire.BlockEvents> responseStream,
            ServerCallContext context
        )
        {
            node.OnFollow();
            foreach (var block in await node.Locked(() => node.Blocks(request.FromHeight)))
            {
                await responseStream.WriteAsync(block, context.CancellationToken);
            }
        }
    }
}
