using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Proofs;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Proofs;

/// <summary>
/// Checks what a node says against a state root that comes from somewhere else: another node, a block that authorities signed,
/// an auditor. Needs no node, and believes nothing but the root. The root that the answer itself names is not looked at.
/// </summary>
public static class ProofVerification
{
    /// <summary>Checks a balance.</summary>
    /// <param name="info">The node's answer.</param>
    /// <param name="trustedRoot">The state root.</param>
    /// <param name="account">The account that was asked about.</param>
    /// <param name="instrument">The instrument that was asked about.</param>
    /// <param name="verified">The balance, where the proof shows it.</param>
    public static bool TryVerifyBalance(
        Wire.ProofInfo info,
        Hash256 trustedRoot,
        AccountAddress account,
        InstrumentId instrument,
        [NotNullWhen(true)] out VerifiedBalance? verified
    )
    {
        var stated = info.ValueCase == Wire.ProofInfo.ValueOneofCase.Balance;
        UInt128 available = 0;
        UInt128 held = 0;
        var isRead =
            !stated || (TryRead(info.Balance.Available, out available) && TryRead(info.Balance.Held, out held));
        var value = new BalanceValue(available, held);
        var holds =
            isRead
            && (stated || info.ValueCase == Wire.ProofInfo.ValueOneofCase.None)
            && Shows(info, trustedRoot, StateKey.Balance(account, instrument), stated ? value.Hash() : null);
        verified = holds ? new VerifiedBalance(account, instrument, value) : null;
        return holds;
    }

    /// <summary>Checks a supply.</summary>
    /// <param name="info">The node's answer.</param>
    /// <param name="trustedRoot">The state root.</param>
    /// <param name="instrument">The instrument that was asked about.</param>
    /// <param name="verified">The supply, where the proof shows it.</param>
    public static bool TryVerifySupply(
        Wire.ProofInfo info,
        Hash256 trustedRoot,
        InstrumentId instrument,
        [NotNullWhen(true)] out VerifiedSupply? verified
    )
    {
        var stated = info.ValueCase == Wire.ProofInfo.ValueOneofCase.Supply;
        UInt128 issued = 0;
        UInt128 redeemed = 0;
        var isRead =
            !stated || (TryRead(info.Supply.Issued, out issued) && TryRead(info.Supply.Redeemed, out redeemed));
        var value = new SupplyValue(issued, redeemed);
        var holds =
            isRead
            && (stated || info.ValueCase == Wire.ProofInfo.ValueOneofCase.None)
            && Shows(info, trustedRoot, StateKey.Supply(instrument), stated ? value.Hash() : null);
        verified = holds ? new VerifiedSupply(instrument, value) : null;
        return holds;
    }

    /// <summary>Checks how a settlement stands.</summary>
    /// <param name="info">The node's answer.</param>
    /// <param name="trustedRoot">The state root.</param>
    /// <param name="uetr">The settlement that was asked about.</param>
    /// <param name="verified">How it stands, where the proof shows it.</param>
    public static bool TryVerifySettlement(
        Wire.ProofInfo info,
        Hash256 trustedRoot,
        Uetr uetr,
        [NotNullWhen(true)] out VerifiedSettlement? verified
    )
    {
        verified = null;
        Hash256? valueHash;
        VerifiedSettlement claimed;
        switch (info.ValueCase)
        {
            case Wire.ProofInfo.ValueOneofCase.Settlement when Hash256.TryParse(info.Settlement.Terms, out var terms):
                var value = new SettlementValue(
                    (SettlementStatus)(int)info.Settlement.State,
                    new Timestamp(info.Settlement.Time),
                    terms
                );
                (valueHash, claimed) = (value.Hash(), new VerifiedSettlement.Finished(uetr, value));
                break;
            case Wire.ProofInfo.ValueOneofCase.Record when Hash256.TryParse(info.Record, out var record):
                (valueHash, claimed) = (record, new VerifiedSettlement.Recorded(uetr));
                break;
            case Wire.ProofInfo.ValueOneofCase.None:
                (valueHash, claimed) = (null, new VerifiedSettlement.Absent(uetr));
                break;
            default:
                return false;
        }

        verified = Shows(info, trustedRoot, StateKey.Settlement(uetr), valueHash) ? claimed : null;
        return verified is not null;
    }

    // Where the point is says nothing: what is proven are minor units, and the genesis says how many decimals there are.
    private static bool TryRead(Wire.Amount? amount, out UInt128 units)
    {
        units = 0;
        return amount is null
            || UInt128.TryParse(
                amount.Value.Replace(".", "", StringComparison.Ordinal),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out units
            );
    }

    private static bool Shows(Wire.ProofInfo info, in Hash256 root, in Hash256 key, Hash256? valueHash) =>
        MerkleProof.TryDecode(info.Proof.Span, out var proof, out _) && proof.Verify(root, key, valueHash);
}
