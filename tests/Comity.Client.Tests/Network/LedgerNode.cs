using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Network;

/// <summary>A node in memory: a real ledger behind the real contract, one block for each submission.</summary>
public sealed class LedgerNode(NetworkGenesis genesis) : Wire.Node.NodeBase
{
    private readonly Lock _gate = new();
    private readonly Comity.Ledger.Ledger _ledger = Comity.Ledger.Ledger.Found(genesis);
    private readonly List<Wire.BlockEvents> _blocks = [];

    /// <summary>What to do before (false) and after (true) a submission is applied; throw to break the connection.</summary>
    public Action<bool> OnSubmit { get; set; } = static _ => { };

    /// <summary>Transactions that were applied or refused.</summary>
    public int Ordered { get; private set; }

    public Comity.Ledger.LedgerView View => _ledger.View;

    public NetworkGenesis Genesis => genesis;

    public Hash256 Root { get; private set; }

    /// <summary>Lets the ledger's time pass.</summary>
    public void Tick(ulong milliseconds)
    {
        lock (_gate)
        {
            Apply([], _ledger.Time.Plus(milliseconds));
        }
    }

    public override Task<Wire.NetworkInfo> GetNetwork(Wire.GetNetworkRequest request, ServerCallContext context) =>
        Locked(() =>
            new Wire.NetworkInfo
            {
                Network = genesis.Network,
                Genesis = ByteString.CopyFrom(genesis.ToBytes()),
                Height = _ledger.Height,
                Time = _ledger.Time.Milliseconds,
                StateRoot = Root.ToWire(),
            }
        );

    public override Task<Wire.SubmitResponse> Submit(Wire.SubmitRequest request, ServerCallContext context) =>
        Locked(() => Submit(request));

    public override async Task SubmitStream(
        IAsyncStreamReader<Wire.SubmitRequest> requestStream,
        IServerStreamWriter<Wire.SubmitResponse> responseStream,
        ServerCallContext context
    )
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(await Locked(() => Submit(request)), context.CancellationToken);
        }
    }

    public override Task<Wire.SettlementInfo> GetSettlement(
        Wire.GetSettlementRequest request,
        ServerCallContext context
    ) => Locked(() => Describe(new Uetr(request.Uetr.Span)));

    public override Task<Wire.BalancesInfo> GetBalances(Wire.GetBalancesRequest request, ServerCallContext context) =>
        Locked(() =>
        {
            var info = new Wire.BalancesInfo { Account = request.Account, Height = _ledger.Height };
            foreach (var (instrument, balance) in View.Balances(new AccountAddress(request.Account.Span)))
            {
                info.Balances.Add(ToWire(instrument, balance));
            }

            return info;
        });

    public override Task<Wire.ListOffersResponse> ListOffers(
        Wire.ListOffersRequest request,
        ServerCallContext context
    ) =>
        Locked(() =>
            new Wire.ListOffersResponse
            {
                Offers =
                {
                    View.Offers.Select(offer => new Wire.OfferInfo
                    {
                        Offer = offer.Terms.ToWire().PostOffer,
                        Maker = View.TryGetOwner(offer.Terms.Account, out var maker) ? maker.ToString() : string.Empty,
                        Remaining = offer.Remaining.ToWire(),
                        Cover = offer.Cover.ToWire(),
                    }),
                },
            }
        );

    public override Task<Wire.ProofInfo> Prove(Wire.ProveRequest request, ServerCallContext context) =>
        Locked(() =>
        {
            var info = new Wire.ProofInfo { Height = _ledger.Height, StateRoot = Root.ToWire() };
            var key = Hash256.Zero;
            switch (request.SubjectCase)
            {
                case Wire.ProveRequest.SubjectOneofCase.Balance:
                    var account = new AccountAddress(request.Balance.Account.Span);
                    var instrument = InstrumentId.Parse(request.Balance.Instrument);
                    key = StateKey.Balance(account, instrument);
                    if (View.Balances(account).Any(each => each.Instrument == instrument))
                    {
                        info.Balance = ToWire(instrument, View.Balance(account, instrument));
                    }

                    break;
                case Wire.ProveRequest.SubjectOneofCase.Supply:
                    key = StateKey.Supply(InstrumentId.Parse(request.Supply));
                    if (View.TryGetSupply(InstrumentId.Parse(request.Supply), out var supply))
                    {
                        info.Supply = new Wire.SupplyInfo
                        {
                            Issued = supply.Issued.ToWire(),
                            Redeemed = supply.Redeemed.ToWire(),
                        };
                    }

                    break;
                default:
                    var uetr = new Uetr(request.Settlement.Span);
                    key = StateKey.Settlement(uetr);
                    if (View.TryGetFinished(uetr, out var finished))
                    {
                        info.Settlement = new Wire.FinishedSettlement
                        {
                            State = (Wire.SettlementState)(int)finished.Status,
                            Time = finished.Time.Milliseconds,
                            Terms = finished.Terms.ToWire(),
                        };
                    }

                    break;
            }

            info.Proof = ByteString.CopyFrom(_ledger.Prove(key).Encode());
            return info;
        });

    public override async Task FollowEvents(
        Wire.FollowEventsRequest request,
        IServerStreamWriter<Wire.BlockEvents> responseStream,
        ServerCallContext context
    )
    {
        foreach (var block in await Locked(() => _blocks.Where(each => each.Height >= request.FromHeight).ToList()))
        {
            await responseStream.WriteAsync(block, context.CancellationToken);
        }
    }

    /// <summary>Applies operations signed by keys, without the network in between.</summary>
    public void Run(IReadOnlyCollection<Comity.Protocol.Keys.SigningKey> keys, params Operation[] operations)
    {
        var signed = TransactionDraft.Sign(genesis.Network, _ledger.Time.Plus(60_000), keys, operations);
        Assert.True(
            AuthenticatedTransaction.TryAuthenticate(signed, out var transaction, out var failure),
            $"{failure}"
        );
        lock (_gate)
        {
            var receipt = Apply([transaction], _ledger.Time.Plus(1))[0];
            Assert.True(receipt.Applied, $"{receipt.Refusal}");
        }
    }

    private static Wire.Balance ToWire(InstrumentId instrument, BalanceValue balance) =>
        new()
        {
            Instrument = instrument.ToString(),
            Available = balance.Available.ToWire(),
            Held = balance.Held.ToWire(),
        };

    private Task<T> Locked<T>(Func<T> answer)
    {
        lock (_gate)
        {
            return Task.FromResult(answer());
        }
    }

    private Wire.SubmitResponse Submit(Wire.SubmitRequest request)
    {
        OnSubmit(false);
        var response = new Wire.SubmitResponse();
        foreach (var bytes in request.Transactions)
        {
            response.Outcomes.Add(
                AuthenticatedTransaction.TryAuthenticate(bytes.Memory, out var transaction, out var failure)
                    ? ToWire(Apply([transaction], _ledger.Time.Plus(1))[0])
                    : new Wire.TransactionOutcome { Kind = Wire.OutcomeKind.Malformed, Fault = failure.ToString() }
            );
        }

        OnSubmit(true);
        return response;
    }

    private IReadOnlyList<Receipt> Apply(IReadOnlyList<AuthenticatedTransaction> transactions, Timestamp time)
    {
        var result = _ledger.Apply(new Block(_ledger.Height + 1, time, transactions));
        _ledger.CheckInvariants();
        Root = _ledger.Commit();
        Ordered += transactions.Count;
        var block = new Wire.BlockEvents { Height = result.Height, Time = result.Time.Milliseconds };
        block.Events.AddRange(result.Events.Select(ToWire).OfType<Wire.Event>());
        _blocks.Add(block);
        return result.Receipts;
    }

    // Settlement events are all that is asked for here.
    private static Wire.Event? ToWire(LedgerEvent happened) =>
        happened switch
        {
            SettlementSettled settled => new Wire.Event
            {
                Settled = new Wire.SettlementSettled
                {
                    Uetr = settled.Uetr.ToWire(),
                    Terms = settled.Terms.ToWire(),
                    Purpose = settled.Purpose,
                    Legs =
                    {
                        settled.Legs.Select(leg => new Wire.Leg
                        {
                            From = leg.From.ToWire(),
                            To = leg.To.ToWire(),
                            Instrument = leg.Amount.Instrument.ToString(),
                            Units = leg.Amount.Units.ToWire(),
                        }),
                    },
                },
            },
            SettlementCancelled cancelled => new Wire.Event
            {
                Cancelled = new Wire.SettlementCancelled { Uetr = cancelled.Uetr.ToWire(), Reason = cancelled.Reason },
            },
            SettlementExpired expired => new Wire.Event
            {
                Expired = new Wire.SettlementReference { Uetr = expired.Uetr.ToWire() },
            },
            _ => null,
        };

    private Wire.TransactionOutcome ToWire(Receipt receipt)
    {
        var outcome = new Wire.TransactionOutcome
        {
            Kind = receipt.Applied ? Wire.OutcomeKind.Applied : Wire.OutcomeKind.Refused,
            Height = _ledger.Height,
        };
        if (receipt.Refusal is { } refusal)
        {
            outcome.Refusal = new Wire.RefusalInfo
            {
                Code = (uint)refusal.Code,
                Name = refusal.Code.ToString(),
                IsoReason = refusal.IsoReason,
                Subject = refusal.Subject,
                RuleOwner = refusal.Rule?.Owner ?? string.Empty,
                Rule = refusal.Rule?.Rule ?? string.Empty,
                Advice = refusal.Advice,
                Operation = receipt.Operation,
            };
        }

        return outcome;
    }

    private Wire.SettlementInfo Describe(Uetr uetr)
    {
        var info = new Wire.SettlementInfo { Uetr = uetr.ToWire() };
        if (View.TryGetWaiting(uetr, out var waiting))
        {
            info.State = waiting.Reserved ? Wire.SettlementState.Reserved : Wire.SettlementState.Waiting;
            info.Terms = waiting.Terms.Terms.ToWire();
            info.Waiting = waiting.Terms.ToWire().Settle;
            info.Authorised.AddRange(waiting.Authorised.Select(lei => lei.ToString()));
        }
        else if (View.TryGetFinished(uetr, out var finished))
        {
            info.State = (Wire.SettlementState)(int)finished.Status;
            info.Time = finished.Time.Milliseconds;
            info.Terms = finished.Terms.ToWire();
            info.Steps.AddRange(
                _blocks.SelectMany(block => block.Events).Where(each => each.Settled?.Uetr == info.Uetr)
            );
        }

        return info;
    }
}
