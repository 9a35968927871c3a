using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;
using Comity.Protocol.State;
using Comity.Protocol.Transactions;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Queries;

/// <summary>Proofs of what is, or is not, in the state, against the root of the last committed block.</summary>
internal static class ProofQueries
{
    /// <summary>What a request asks to prove: the key, and how its value is stated.</summary>
    /// <param name="Key">Where it stands in the state tree.</param>
    /// <param name="State">Puts the value into the answer, where there is one.</param>
    internal sealed record Subject(Hash256 Key, Action<Ledger.Ledger, Wire.ProofInfo> State);

    /// <summary>Reads what a request asks to prove.</summary>
    public static Subject Read(Wire.ProveRequest request) =>
        request.SubjectCase switch
        {
            Wire.ProveRequest.SubjectOneofCase.Balance => Balance(request.Balance),
            Wire.ProveRequest.SubjectOneofCase.Supply => Supply(request.Supply),
            Wire.ProveRequest.SubjectOneofCase.Settlement => Settlement(request.Settlement),
            _ => throw Requests.Invalid("subject", "is none of balance, supply, settlement"),
        };

    /// <summary>Proves it.</summary>
    public static Wire.ProofInfo Prove(Ledger.Ledger ledger, LedgerTip tip, Subject subject)
    {
        var info = new Wire.ProofInfo
        {
            Height = tip.Height,
            Time = tip.Time.Milliseconds,
            StateRoot = tip.Root.ToWire(),
            Proof = UnsafeByteOperations.UnsafeWrap(ledger.Prove(subject.Key).Encode()),
        };
        if (ledger.TryGetCommitted(subject.Key, out _))
        {
            subject.State(ledger, info);
        }

        return info;
    }

    private static Subject Balance(Wire.BalanceSubject wire)
    {
        var account = Requests.Account(wire.Account, "balance.account");
        var instrument = Requests.Instrument(wire.Instrument, "balance.instrument");
        return new Subject(
            StateKey.Balance(account, instrument),
            (ledger, info) => info.Balance = LedgerQueries.Balance(instrument, ledger.View.Balance(account, instrument))
        );
    }

    private static Subject Supply(string text)
    {
        var instrument = Requests.Instrument(text, "supply");
        return new Subject(
            StateKey.Supply(instrument),
            (ledger, info) => info.Supply = LedgerQueries.Supply(ledger, instrument)
        );
    }

    private static Subject Settlement(ByteString bytes)
    {
        var uetr = Requests.Uetr(bytes, "settlement");
        var key = StateKey.Settlement(uetr);
        return new Subject(
            key,
            (ledger, info) =>
            {
                if (ledger.View.TryGetFinished(uetr, out var finished))
                {
                    info.Settlement = new Wire.FinishedSettlement
                    {
                        State = (Wire.SettlementState)(int)finished.Status,
                        Time = finished.Time.Milliseconds,
                        Terms = finished.Terms.ToWire(),
                    };
                }
                else if (ledger.TryGetCommitted(key, out var record))
                {
                    info.Record = record.ToWire();
                }
            }
        );
    }
}
