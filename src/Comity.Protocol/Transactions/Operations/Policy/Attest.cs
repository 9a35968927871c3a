using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;

namespace Comity.Protocol.Transactions.Operations.Policy;

/// <summary>A signed claim about a subject.</summary>
/// <param name="Attester">The signing participant.</param>
/// <param name="Kind">What is claimed: 1 to 35 characters.</param>
/// <param name="Subject">What it is claimed of.</param>
/// <param name="ExpiresAt">The block time from which it counts no more.</param>
public sealed record Attest(Lei Attester, string Kind, Hash256 Subject, Timestamp ExpiresAt) : Operation
{
    internal static Attest Read(Wire.Attest wire, WireReader reader) =>
        new(
            reader.Lei(wire.Attester, "attester"),
            reader.Text(wire.Kind, "kind", 1, 35),
            reader.Hash(wire.Subject, "subject"),
            WireReader.EndOrNever(wire.ExpiresAt)
        );

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            Attest = new Wire.Attest
            {
                Attester = Attester.ToString(),
                Kind = Kind,
                Subject = Subject.ToWire(),
                ExpiresAt = ExpiresAt.EndToWire(),
            },
        };
}
