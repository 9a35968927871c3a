using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;

namespace Comity.Protocol.Transactions.Operations.Policy;

/// <summary>Replaces the policy of a jurisdiction.</summary>
/// <param name="Jurisdiction">The jurisdiction of the signing authority.</param>
/// <param name="Policy">The whole policy from now on.</param>
public sealed record SetJurisdictionPolicy(CountryCode Jurisdiction, RulePolicy Policy) : Operation
{
    internal static SetJurisdictionPolicy Read(Wire.SetJurisdictionPolicy wire, WireReader reader) =>
        new(reader.Country(wire.Jurisdiction, "jurisdiction"), RulePolicy.Read(wire.Policy, reader));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            SetJurisdictionPolicy = new Wire.SetJurisdictionPolicy
            {
                Jurisdiction = Jurisdiction.ToString(),
                Policy = Policy.ToWire(),
            },
        };
}
