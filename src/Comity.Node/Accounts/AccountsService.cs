using Comity.Node.Access.Visibility;
using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Accounts;

/// <summary>proto/comity/v1/accounts.proto.</summary>
internal sealed class AccountsService(LedgerReader ledger, Decimals decimals, Sights sights)
    : Wire.Accounts.AccountsBase
{
    /// <inheritdoc/>
    public override async Task<Wire.BalancesInfo> GetBalances(
        Wire.GetBalancesRequest request,
        ServerCallContext context
    )
    {
        var account = Requests.Account(request.Account, "account");
        var sight = sights.Of(context);
        var (info, relation) = await ledger.Ask(
            (state, _) => Balances(state, account, sight),
            context.CancellationToken
        );
        Sights.Note(context, relation, $"account {account}");
        return info;
    }

    /// <summary>What is held of one instrument.</summary>
    public static Wire.Balance Balance(InstrumentId instrument, BalanceValue value, Decimals decimals) =>
        new()
        {
            Available = decimals.Amount(instrument, value.Available),
            Held = decimals.Amount(instrument, value.Held),
        };

    // An issuer sees what is held of its own instruments, and not whose it is. What is nobody's to see is as if it were not there.
    private (Wire.BalancesInfo Info, Relation Relation) Balances(
        Ledger.Ledger state,
        AccountAddress account,
        Sight sight
    )
    {
        var info = new Wire.BalancesInfo { Account = account.ToString(), Height = state.Height };
        var relation = sight.To(state.View, account);
        var shown = state
            .View.Balances(account)
            .Where(held => relation != Relation.None || sight.Issues(state.View, held.Instrument))
            .OrderBy(static held => held.Instrument)
            .ToArray();
        info.Balances.AddRange(shown.Select(held => Balance(held.Instrument, held.Balance, decimals)));
        if (relation != Relation.None && state.View.TryGetOwner(account, out var owner))
        {
            info.Owner = owner.ToString();
        }

        return (info, relation == Relation.None && shown.Length > 0 ? Relation.Issuer : relation);
    }
}
