using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Settlement;

/// <summary>The signature of a debtor, or the approval of an authority, given later than the settlement.</summary>
/// <param name="Uetr">The waiting settlement.</param>
/// <param name="Terms">Its terms, so that what is authorised is what was read.</param>
public sealed record Authorise(Uetr Uetr, Hash256 Terms) : Operation
{
    internal static Authorise Read(Wire.Authorise wire, WireReader reader) =>
        new(reader.Uetr(wire.Uetr, "uetr"), reader.Hash(wire.Terms, "terms"));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            Authorise = new Wire.Authorise { Uetr = Uetr.ToWire(), Terms = Terms.ToWire() },
        };
}
