using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Queries;

/// <summary>Legs as a node tells of them.</summary>
public static class WireLegs
{
    /// <summary>Reads legs as events carry them.</summary>
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

    /// <summary>Reads legs as answers show them.</summary>
    /// <exception cref="FormatException">The node sent something that is no leg.</exception>
    public static ImmutableArray<Leg> Read(IEnumerable<Wire.Transfer> transfers) =>
        [
            .. transfers.Select(static transfer => new Leg(
                Account(transfer.From),
                Account(transfer.To),
                transfer.Amount.ToAmount()
            )),
        ];

    private static AccountAddress Account(string text) =>
        AccountAddress.TryParse(text, out var account)
            ? account
            : throw new FormatException($"'{text}' is no account address.");
}
