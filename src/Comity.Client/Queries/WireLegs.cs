using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Queries;

/// <summary>Legs as a node tells of them.</summary>
public static class WireLegs
{
    /// <summary>Reads legs.</summary>
    /// <exception cref="FormatException">The node sent something that is no leg.</exception>
    /// <exception cref="ArgumentException">The node sent an address of another length.</exception>
    public static ImmutableArray<Leg> Read(IEnumerable<Wire.Leg> legs) =>
        [
            .. legs.Select(static leg => new Leg(
                new AccountAddress(leg.From.Span),
                new AccountAddress(leg.To.Span),
                new Amount(InstrumentId.Parse(leg.Instrument), leg.Units.ToUnits())
            )),
        ];
}
