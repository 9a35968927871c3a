using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Accounts;

/// <summary>Closes an empty account.</summary>
/// <param name="Account">Its address; it is never opened again.</param>
public sealed record CloseAccount(AccountAddress Account) : Operation
{
    internal static CloseAccount Read(Wire.CloseAccount wire, WireReader reader) =>
        new(reader.Account(wire.Account, "account"));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new() { CloseAccount = new Wire.CloseAccount { Account = Account.ToWire() } };
}
