using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Accounts;

/// <summary>A new account of the signer's own.</summary>
/// <param name="Account">Its address, not in use.</param>
/// <param name="Owner">The signer.</param>
public sealed record OpenAccount(AccountAddress Account, Lei Owner) : Operation
{
    internal static OpenAccount Read(Wire.OpenAccount wire, WireReader reader) =>
        new(reader.Account(wire.Account, "account"), reader.Lei(wire.Owner, "owner"));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            OpenAccount = new Wire.OpenAccount { Account = Account.ToWire(), Owner = Owner.ToString() },
        };
}
