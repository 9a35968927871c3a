using Comity.Client.Proofs;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Wire = Comity.Protocol.Wire;

namespace Comity.EndToEnd.Tests.Doors;

/// <summary>What a settlement's proof shows, checked with the library and nothing of the node's.</summary>
internal static class Proven
{
    public static SettlementProof Of(Wire.ProofInfo proof, Hash256 root, Uetr uetr)
    {
        var proven = ProofVerification.TryVerifySettlement(proof, root, uetr, out var verified);
        return new SettlementProof(
            verified switch
            {
                VerifiedSettlement.Finished finished => finished.Value.Status.ToString().ToLowerInvariant(),
                VerifiedSettlement.Recorded => "recorded",
                VerifiedSettlement.Absent => "absent",
                _ => "nothing",
            },
            proven
        );
    }
}
