using Comity.Node.Accounts;
using Comity.Node.Network;
using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;
using Comity.Protocol.State;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Proofs;

/// <summary>What a request asks to prove, against the root of the last committed block.</summary>
/// <param name="Key">Where it stands in the state tree.</param>
/// <param name="State">Puts the value into the answer, where there is one.</param>
internal sealed record ProofSubject(Hash256 Key, Action<Ledger.Ledger, Wire.ProofInfo> State)
{
    /// <summary>Reads it.</summary>
    public static ProofSubject Read(Wire.ProveRequest request, Decimals decimals) =>
        request.SubjectCase switch
        {
            Wire.ProveRequest.SubjectOneofCase.Balance => Balance(request.Balance, decimals),
            Wire.ProveRequest.SubjectOneofCase.Supply => Supply(request.Supply, decimals),
            Wire.ProveRequest.SubjectOneofCase.Settlement => Settlement(request.Settlement),
            _ => throw Requests.Invalid("subject", "is none of balance, supply, settlement"),
        };

    /// <summary>Proves it.</summary>
    public Wire.ProofInfo Prove(Ledger.Ledger ledger, LedgerTip tip)
    {
        var info = new Wire.ProofInfo
        {
            Height = tip.Height,
            Time = tip.Time.Milliseconds,
            StateRoot = tip.Root.ToString(),
            Proof = UnsafeByteOperations.UnsafeWrap(ledger.Prove(Key).Encode()),
        };
        if (ledger.TryGetCommitted(Key, out _))
        {
            State(ledger, info);
        }

        return info;
    }

    private static ProofSubject Balance(Wire.BalanceSubject subject, Decimals decimals)
    {
        var account = Requests.Account(subject.Account, "balance.account");
        var instrument = Requests.Instrument(subject.Instrument, "balance.instrument");
        return new ProofSubject(
            StateKey.Balance(account, instrument),
            (ledger, info) =>
                info.Balance = AccountsService.Balance(instrument, ledger.View.Balance(account, instrument), decimals)
        );
    }

    private static ProofSubject Supply(string text, Decimals decimals)
    {
        var instrument = Requests.Instrument(text, "supply");
        return new ProofSubject(
            StateKey.Supply(instrument),
            (ledger, info) => info.Supply = Supplies.Of(ledger, instrument, decimals)
        );
    }

    private static ProofSubject Settlement(string text)
    {
        var uetr = Requests.Uetr(text, "settlement");
        var key = StateKey.Settlement(uetr);
        return new ProofSubject(
            key,
            (ledger, info) =>
            {
                if (ledger.View.TryGetFinished(uetr, out var finished))
                {
                    info.Settlement = new Wire.FinishedSettlement
                    {
                        State = (Wire.SettlementInfo.Types.State)(int)finished.Status,
                        Time = finished.Time.Milliseconds,
                        Terms = finished.Terms.ToString(),
                    };
                }
                else if (ledger.TryGetCommitted(key, out var record))
                {
                    info.Record = record.ToString();
                }
            }
        );
    }
}
