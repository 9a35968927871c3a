using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Policy;

/// <summary>Takes an attestation back.</summary>
/// <param name="Attester">The signing participant.</param>
/// <param name="Kind">What was claimed.</param>
/// <param name="Subject">What it was claimed of.</param>
public sealed record RevokeAttestation(Lei Attester, string Kind, Hash256 Subject) : Operation
{
    internal static RevokeAttestation Read(Wire.RevokeAttestation wire, WireReader reader) =>
        new(
            reader.Lei(wire.Attester, "attester"),
            reader.Text(wire.Kind, "kind", 1, 35),
            reader.Hash(wire.Subject, "subject")
        );

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            RevokeAttestation = new Wire.RevokeAttestation
            {
                Attester = Attester.ToString(),
                Kind = Kind,
                Subject = Subject.ToWire(),
            },
        };
}
