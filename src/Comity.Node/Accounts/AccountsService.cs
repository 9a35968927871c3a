using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Accounts;

/// <summary>proto/comity/v1/accounts.proto.</summary>
internal sealed class AccountsService(LedgerReader ledger, Decimals decimals) : Wire.Accounts.AccountsBase
{
    /// <inheritdoc/>
    public override Task<Wire.BalancesInfo> GetBalances(Wire.GetBalancesRequest request, ServerCallContext context)
    {
        var account = Requests.Account(request.Account, "account");
        return ledger.Ask((state, _) => Balances(state, account), context.CancellationToken);
    }

    /// <summary>What is held of one instrument.</summary>
    public static Wire.Balance Balance(InstrumentId instrument, BalanceValue value, Decimals decimals) =>
        new()
        {
            Available = decimals.Amount(instrument, value.Available),
            Held = decimals.Amount(instrument, value.Held),
        };

    private Wire.BalancesInfo Balances(Ledger.Ledger state, AccountAddress account) =>
        new()
        {
            Account = account.ToString(),
            Owner = state.View.TryGetOwner(account, out var owner) ? owner.ToString() : string.Empty,
            Balances =
            {
                state
                    .View.Balances(account)
                    .OrderBy(static held => held.Instrument)
                    .Select(held => Balance(held.Instrument, held.Balance, decimals)),
            },
            Height = state.Height,
        };
}
