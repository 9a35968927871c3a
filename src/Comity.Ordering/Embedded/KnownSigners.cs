using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Ordering.Embedded;

/// <summary>
/// Turns away transactions of signers that the ledger does not know, before they take a place in a block. Nothing is turned
/// away while a transaction that may make its signer known is ahead of it. For the ordering thread.
/// </summary>
internal sealed class KnownSigners(Ledger.Ledger ledger)
{
    private bool _mayChange;

    /// <summary>Begins a block: what it takes in may depend on what it took in before.</summary>
    public void BeginBlock() => _mayChange = false;

    /// <summary>Whether to order a transaction.</summary>
    public bool Admits(Transaction transaction, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = null;
        if (_mayChange)
        {
            return true;
        }

        foreach (var operation in transaction.Operations)
        {
            _mayChange |= operation is Admit or RotateKeys;
        }

        foreach (var signer in transaction.Signers)
        {
            if (!ledger.View.IsKnownKey(signer))
            {
                refusal = new Refusal(RefusalCode.UnknownSigner, signer.ToString());
                return false;
            }
        }

        return true;
    }
}
