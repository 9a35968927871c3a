using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Network;

/// <summary>A node in memory: a real ledger behind the real contract, one block for each submission.</summary>
public sealed class LedgerNode(NetworkGenesis genesis)
{
    private readonly Lock _gate = new();
    private readonly Comity.Ledger.Ledger _ledger = Comity.Ledger.Ledger.Found(genesis);
    private readonly List<Wire.BlockEvents> _blocks = [];

    /// <summary>What to do before (false) and after (true) a submission is applied; throw to break the connection.</summary>
    public Action<bool> OnSubmit { get; set; } = static _ => { };

    /// <summary>What to do before events are streamed; throw to break the connection.</summary>
    public Action OnFollow { get; set; } = static () => { };

    /// <summary>What to answer in place of ordering a transaction; null, or an answer of null, to order it.</summary>
    public Func<Wire.TransactionOutcome?>? AnswerInstead { get; set; }

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

    public Wire.NetworkInfo Network() =>
        new()
        {
            Network = genesis.Network,
            Genesis = Google.Protobuf.ByteString.CopyFrom(genesis.ToBytes()),
            Height = _ledger.Height,
            Time = _ledger.Time.Milliseconds,
            StateRoot = Root.ToString(),
        };

    public IReadOnlyList<Wire.BlockEvents> Blocks(ulong from) => [.. _blocks.Where(each => each.Height >= from)];

    public byte[] Prove(Hash256 key) => _ledger.Prove(key).Encode();

    /// <summary>What the ledger remembers of a transaction.</summary>
    public Wire.TransactionStatus Transaction(string id)
    {
        var isKnown = View.TryGetFate(new TransactionId(Convert.FromHexString(id)), out var fate);
        return new Wire.TransactionStatus
        {
            Transaction = id,
            State =
                !isKnown ? Wire.TransactionStatus.Types.State.NotSeen
                : fate.Applied ? Wire.TransactionStatus.Types.State.Applied
                : Wire.TransactionStatus.Types.State.Refused,
            Refusal = isKnown && !fate.Applied ? new Wire.RefusalInfo { Code = (uint)fate.Refusal } : null,
        };
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

    public Task<T> Locked<T>(Func<T> answer)
    {
        lock (_gate)
        {
            return Task.FromResult(answer());
        }
    }

    public Wire.SubmitResponse Submit(Wire.SubmitRequest request)
    {
        OnSubmit(false);
        var response = new Wire.SubmitResponse();
        foreach (var bytes in request.Transactions)
        {
            if (AnswerInstead?.Invoke() is { } instead)
            {
                response.Outcomes.Add(instead);
                continue;
            }

            response.Outcomes.Add(
                AuthenticatedTransaction.TryAuthenticate(bytes.Memory, out var transaction, out var failure)
                    ? ToWire(Apply([transaction], _ledger.Time.Plus(1))[0])
                    : new Wire.TransactionOutcome
                    {
                        Kind = Wire.TransactionOutcome.Types.Kind.Malformed,
                        Fault = failure.ToString(),
                    }
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
            Kind = receipt.Applied
                ? Wire.TransactionOutcome.Types.Kind.Applied
                : Wire.TransactionOutcome.Types.Kind.Refused,
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

    public Wire.SettlementInfo Describe(Uetr uetr)
    {
        var info = new Wire.SettlementInfo { Uetr = uetr.ToString(), Height = _ledger.Height };
        if (View.TryGetWaiting(uetr, out var waiting))
        {
            info.State = waiting.Reserved
                ? Wire.SettlementInfo.Types.State.Reserved
                : Wire.SettlementInfo.Types.State.Waiting;
            info.Terms = waiting.Terms.Terms.ToString();
            info.Authorised.AddRange(waiting.Authorised.Select(lei => lei.ToString()));
        }
        else if (View.TryGetFinished(uetr, out var finished))
        {
            info.State = (Wire.SettlementInfo.Types.State)(int)finished.Status;
            info.Time = finished.Time.Milliseconds;
            info.Terms = finished.Terms.ToString();
            info.Transfers.AddRange(
                _blocks
                    .SelectMany(static block => block.Events)
                    .Where(each => each.Settled?.Uetr == uetr.ToWire())
                    .SelectMany(static each => each.Settled.Legs)
                    .Select(static leg => new Wire.Transfer
                    {
                        From = new AccountAddress(leg.From.Span).ToString(),
                        To = new AccountAddress(leg.To.Span).ToString(),
                        Amount = new Amount(InstrumentId.Parse(leg.Instrument), leg.Units.ToUnits()).ToWire(2),
                    })
            );
        }

        return info;
    }
}
