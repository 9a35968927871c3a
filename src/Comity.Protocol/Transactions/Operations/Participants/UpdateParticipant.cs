using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Participants;

/// <summary>A new BIC or new roles, by the participant's authority.</summary>
/// <param name="Lei">The participant.</param>
/// <param name="Bic">Its BIC from now on.</param>
/// <param name="Roles">Its roles from now on; at least one.</param>
public sealed record UpdateParticipant(Lei Lei, Bic Bic, Roles Roles) : Operation
{
    internal static UpdateParticipant Read(Wire.UpdateParticipant wire, WireReader reader)
    {
        reader.Require(wire.Roles.Count > 0, "roles", "is empty; a participant has at least one");
        return new(reader.Lei(wire.Lei, "lei"), reader.Bic(wire.Bic, "bic"), reader.Roles(wire.Roles, "roles"));
    }

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            UpdateParticipant = new Wire.UpdateParticipant
            {
                Lei = Lei.ToString(),
                Bic = Bic.ToString(),
                Roles = { Roles.ToWire() },
            },
        };
}
