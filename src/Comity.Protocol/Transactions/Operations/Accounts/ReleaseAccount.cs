using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Accounts;

/// <summary>Lets a frozen account pay again.</summary>
/// <param name="Account">The account.</param>
public sealed record ReleaseAccount(AccountAddress Account) : Operation
{
    internal static ReleaseAccount Read(Wire.ReleaseAccount wire, WireReader reader) =>
        new(reader.Account(wire.Account, "account"));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new() { ReleaseAccount = new Wire.ReleaseAccount { Account = Account.ToWire() } };
}
