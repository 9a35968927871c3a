using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.Operations;

/// <summary>
/// Who has signed the transaction at hand, and what their keys may do: as it is when the transaction begins, so that a
/// transaction may replace the keys that sign it. One instance, refilled for each.
/// </summary>
internal sealed class SignerSet(ParticipantTable participants)
{
    private readonly Signer[] _signers = new Signer[Transaction.MostSigners];

    /// <summary>How many keys signed.</summary>
    public int Count { get; private set; }

    /// <summary>One that signed.</summary>
    public ref readonly Signer this[int index] => ref _signers[index];

    /// <summary>Finds whose the keys are.</summary>
    public Verdict Fill(Transaction transaction, Timestamp now)
    {
        Count = 0;
        foreach (var key in transaction.Signers)
        {
            if (!participants.TryFindKey(key, out var owned))
            {
                return Verdict.Refused(RefusalCode.UnknownSigner, key);
            }

            if (now >= owned.Key.ValidUntil)
            {
                return Verdict.Refused(RefusalCode.SignerKeyEnded, key);
            }

            _signers[Count++] = new Signer(owned.Participant, owned.Key.Permissions, owned.Key.PublicKey);
        }

        return Verdict.Allowed;
    }

    /// <summary>Whether the signatures reach a participant's threshold for a permission.</summary>
    public bool Reaches(int participant, Permissions permission)
    {
        var keys = 0;
        for (var index = 0; index < Count; index++)
        {
            ref readonly var signer = ref _signers[index];
            if (signer.Participant == participant && (signer.Permissions & permission) != 0)
            {
                keys++;
            }
        }

        return keys > 0 && keys >= participants[participant].Terms.Keys.ThresholdOf(permission);
    }

    /// <summary>Whether any key of a participant signed.</summary>
    public bool Includes(int participant)
    {
        for (var index = 0; index < Count; index++)
        {
            if (_signers[index].Participant == participant)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One key that signed.</summary>
/// <param name="Participant">Whose: a row.</param>
/// <param name="Permissions">What it may do now.</param>
/// <param name="Key">The key.</param>
internal readonly record struct Signer(int Participant, Permissions Permissions, PublicKey Key);
