using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Fx;

/// <summary>Takes a standing offer back.</summary>
/// <param name="Id">The offer.</param>
public sealed record WithdrawOffer(OfferId Id) : Operation
{
    internal static WithdrawOffer Read(Wire.WithdrawOffer wire, WireReader reader) => new(reader.Offer(wire.Id, "id"));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() => new() { WithdrawOffer = new Wire.WithdrawOffer { Id = Id.ToWire() } };
}
