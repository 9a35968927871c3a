using Comity.Cli.Worlds;
using Comity.Client.Proofs;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Wire;

namespace Comity.Cli.Demo;

/// <summary>What one member holds of one currency.</summary>
/// <param name="Bic">The member.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Units">Minor units, available and held together.</param>
internal readonly record struct Holding(string Bic, string Currency, UInt128 Units);

/// <summary>A currency's supply, proven.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Authority">Its issuer.</param>
/// <param name="Issued">Minor units issued.</param>
/// <param name="Redeemed">Minor units redeemed.</param>
/// <param name="Held">The sum of every member's proven balance, in minor units.</param>
/// <param name="Verified">Whether this program checked every proof and found it good.</param>
/// <param name="Root">The state root that the proofs are against.</param>
/// <param name="Height">Its block.</param>
internal sealed record ProvenSupply(
    string Currency,
    string Authority,
    UInt128 Issued,
    UInt128 Redeemed,
    UInt128 Held,
    bool Verified,
    string Root,
    ulong Height
)
{
    /// <summary>Whether nothing was made or lost.</summary>
    public bool IsConserved => Verified && Issued - Redeemed == Held;
}

/// <summary>Reads balances and supplies from a node, and checks the proofs of them.</summary>
internal sealed class Books(World world, WorldCallers callers)
{
    private const int MostTries = 50;

    /// <summary>What everybody holds, without what is nothing.</summary>
    public async Task<IReadOnlyList<Holding>> ReadAsync(CancellationToken cancellation)
    {
        var holdings = new List<Holding>();
        foreach (var member in world.Scenario.Participants)
        {
            var balances = await callers.Of(member.Bic).GetBalancesAsync(world.AccountOf(member.Bic), cancellation);
            holdings.AddRange(
                balances.Select(pair => new Holding(
                    member.Bic.ToString(),
                    pair.Key.ToString(),
                    pair.Value.Available + pair.Value.Held
                ))
            );
        }

        return holdings;
    }

    /// <summary>Proves every currency's supply and every balance of it, against one state root.</summary>
    public async Task<IReadOnlyList<ProvenSupply>> ProveAsync(CancellationToken cancellation)
    {
        var supplies = new List<ProvenSupply>();
        foreach (var currency in world.Scenario.Currencies)
        {
            supplies.Add(await ProveAsync(currency.Id, cancellation));
        }

        return supplies;
    }

    // A block that comes in between changes the root: then all is asked again.
    private async Task<ProvenSupply> ProveAsync(InstrumentId currency, CancellationToken cancellation)
    {
        var authority = world.Scenario.AuthorityOf(world.Scenario[currency].Issuer).Bic;
        // Who issues a currency may have every balance of it proven.
        var connection = callers.Of(authority);
        for (var tries = 1; ; tries++)
        {
            var network = await connection.GetNetworkAsync(cancellation);
            var root = Hash256.TryParse(network.StateRoot, out var named) ? named : Hash256.Zero;
            var supply = await connection.ProveAsync(new ProveRequest { Supply = currency.ToString() }, cancellation);
            var verified = ProofVerification.TryVerifySupply(supply, root, currency, out var proven);
            UInt128 held = 0;
            foreach (var member in world.Scenario.Participants)
            {
                var account = world.AccountOf(member.Bic);
                var request = new ProveRequest
                {
                    Balance = new BalanceSubject { Account = account.ToString(), Instrument = currency.ToString() },
                };
                var proof = await connection.ProveAsync(request, cancellation);
                verified &= ProofVerification.TryVerifyBalance(proof, root, account, currency, out var balance);
                held += balance is null ? 0 : balance.Value.Available + balance.Value.Held;
            }

            if (verified || tries == MostTries)
            {
                return new ProvenSupply(
                    currency.ToString(),
                    authority.ToString(),
                    proven?.Value.Issued ?? 0,
                    proven?.Value.Redeemed ?? 0,
                    held,
                    verified,
                    root.ToString(),
                    network.Height
                );
            }
        }
    }
}
