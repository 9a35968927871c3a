using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Settlement;

/// <summary>Takes a waiting settlement back.</summary>
/// <param name="Uetr">The waiting settlement.</param>
/// <param name="Reason">ISO 20022 external cancellation reason code, or empty.</param>
public sealed record Cancel(Uetr Uetr, string Reason) : Operation
{
    internal static Cancel Read(Wire.Cancel wire, WireReader reader) =>
        new(reader.Uetr(wire.Uetr, "uetr"), reader.OptionalCode(wire.Reason, "reason"));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            Cancel = new Wire.Cancel { Uetr = Uetr.ToWire(), Reason = Reason },
        };
}
