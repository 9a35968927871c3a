using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Accounts;

/// <summary>No debits from an account until it is released.</summary>
/// <param name="Account">The account.</param>
/// <param name="Ground">The legal ground: 1 to 140 characters.</param>
public sealed record FreezeAccount(AccountAddress Account, string Ground) : Operation
{
    internal static FreezeAccount Read(Wire.FreezeAccount wire, WireReader reader) =>
        new(reader.Account(wire.Account, "account"), reader.Text(wire.Ground, "ground", 1, 140));

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            FreezeAccount = new Wire.FreezeAccount { Account = Account.ToWire(), Ground = Ground },
        };
}
