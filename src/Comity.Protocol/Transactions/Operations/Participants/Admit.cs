using Comity.Protocol.Keys;

namespace Comity.Protocol.Transactions.Operations.Participants;

/// <summary>A new participant, by the authority of its jurisdiction.</summary>
/// <param name="Participant">Who it is and what keys it has.</param>
public sealed record Admit(ParticipantTerms Participant) : Operation
{
    internal static Admit Read(Wire.Admit wire, WireReader reader)
    {
        reader.Enter("participant");
        var participant = ParticipantTerms.Read(wire.Participant, reader);
        reader.Leave();
        return new(participant);
    }

    /// <inheritdoc/>
    public override Wire.Operation ToWire() => new() { Admit = new Wire.Admit { Participant = Participant.ToWire() } };
}
