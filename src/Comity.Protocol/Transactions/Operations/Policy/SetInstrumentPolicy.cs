using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;

namespace Comity.Protocol.Transactions.Operations.Policy;

/// <summary>Replaces the policy of an instrument.</summary>
/// <param name="Instrument">An instrument that the signer issues.</param>
/// <param name="Policy">The whole policy from now on.</param>
public sealed record SetInstrumentPolicy(InstrumentId Instrument, RulePolicy Policy) : Operation
{
    internal static SetInstrumentPolicy Read(Wire.SetInstrumentPolicy wire, WireReader reader) =>
        new(reader.Instrument(wire.Instrument, "instrument"), RulePolicy.Read(wire.Policy, reader));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            SetInstrumentPolicy = new Wire.SetInstrumentPolicy
            {
                Instrument = Instrument.ToString(),
                Policy = Policy.ToWire(),
            },
        };
}
