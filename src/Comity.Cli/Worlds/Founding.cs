using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Comity.Cli.Scenarios;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Cli.Worlds;

/// <summary>
/// The transactions that make a scenario's world: authorities admit participants, everybody opens an account, authorities
/// issue against reserves, opening positions are paid, makers post offers, and policies come last, so that they bind what follows.
/// </summary>
internal static class Founding
{
    /// <summary>All of them, in the order in which they must apply.</summary>
    /// <param name="world">The world.</param>
    /// <param name="now">When offers begin to run.</param>
    public static IEnumerable<FoundingTransaction> Of(World world, Timestamp now) =>
        [
            .. Admissions(world),
            .. Accounts(world),
            .. Issues(world),
            .. Placements(world),
            .. Offers(world, now),
            .. Policies(world),
        ];

    private static IEnumerable<FoundingTransaction> Admissions(World world) =>
        world
            .Scenario.Participants.Where(static one => (one.Roles & Roles.Authority) == Roles.None)
            .GroupBy(one => world.Scenario.AuthorityOf(one.Jurisdiction).Bic)
            .Select(group => new FoundingTransaction(
                $"{group.Key} admits {string.Join(", ", group.Select(static one => one.Bic))}",
                group.Key,
                Permissions.Supervise,
                [.. group.Select(one => new Admit(world.TermsOf(one.Bic)))]
            ));

    private static IEnumerable<FoundingTransaction> Accounts(World world) =>
        world.Scenario.Participants.Select(one => new FoundingTransaction(
            $"{one.Bic} opens its account",
            one.Bic,
            Permissions.Accounts,
            [new OpenAccount(world.AccountOf(one.Bic), one.Lei)]
        ));

    private static IEnumerable<FoundingTransaction> Issues(World world) =>
        world
            .Scenario.Reserves.GroupBy(reserve => IssuerOf(world, reserve.Amount.Instrument))
            .Select(group => new FoundingTransaction(
                $"{group.Key} issues {group.First().Amount.Instrument} against {group.Count()} reserves",
                group.Key,
                Permissions.Issue,
                [
                    .. group.Select(reserve => new Issue(
                        reserve.Amount.Instrument,
                        world.AccountOf(reserve.To),
                        reserve.Amount.Units,
                        reserve.Reference
                    )),
                ]
            ));

    private static IEnumerable<FoundingTransaction> Placements(World world) =>
        world
            .Scenario.Placements.GroupBy(static leg => leg.From)
            .Select(group => new FoundingTransaction(
                $"{group.Key} pays {string.Join(", ", group.Select(static leg => leg.To))} their opening positions",
                group.Key,
                Permissions.Pay,
                [
                    new Settle
                    {
                        Uetr = Uetr.Random(),
                        Legs =
                        [
                            .. group.Select(leg => new Leg(
                                world.AccountOf(leg.From),
                                world.AccountOf(leg.To),
                                leg.Amount
                            )),
                        ],
                    },
                ]
            ));

    private static IEnumerable<FoundingTransaction> Offers(World world, Timestamp now) =>
        world
            .Scenario.Offers.Select((offer, index) => (Offer: offer, Index: index))
            .GroupBy(static pair => pair.Offer.By)
            .Select(group => new FoundingTransaction(
                $"{group.Key} posts {group.Count()} offers",
                group.Key,
                Permissions.Offer,
                [.. group.Select(pair => Post(world, pair.Offer, pair.Index, now))]
            ));

    private static IEnumerable<FoundingTransaction> Policies(World world) =>
        world.Scenario.Policies.Select(policy =>
            policy.Owner switch
            {
                PolicyOwner.OfJurisdiction owner => new FoundingTransaction(
                    $"{owner.Code} sets its policy of {policy.Rules.Rules.Length} rules",
                    world.Scenario.AuthorityOf(owner.Code).Bic,
                    Permissions.Policy,
                    [new SetJurisdictionPolicy(owner.Code, policy.Rules)]
                ),
                PolicyOwner.OfCurrency owner => new FoundingTransaction(
                    $"The issuer of {owner.Id} sets its policy of {policy.Rules.Rules.Length} rules",
                    IssuerOf(world, owner.Id),
                    Permissions.Policy,
                    [new SetInstrumentPolicy(owner.Id, policy.Rules)]
                ),
                _ => throw new System.Diagnostics.UnreachableException(),
            }
        );

    private static Bic IssuerOf(World world, InstrumentId currency) =>
        world.Scenario.AuthorityOf(world.Scenario[currency].Issuer).Bic;

    private static PostOffer Post(World world, ScenarioOffer offer, int index, Timestamp now) =>
        new()
        {
            Id = IdOf(world, index),
            Account = world.AccountOf(offer.By),
            Sells = offer.Sells,
            Buys = offer.Buys,
            Rate = offer.Rate,
            Capacity = offer.Capacity,
            Minimum = offer.Minimum,
            Maximum = offer.Maximum,
            Takers = [.. offer.Takers.Select(taker => world.Scenario[taker].Lei)],
            ExpiresAt = now.Plus(offer.ExpiresAfterMilliseconds),
        };

    private static OfferId IdOf(World world, int index) =>
        new(
            SHA256
                .HashData(Encoding.UTF8.GetBytes($"comity scenario offer/{world.Genesis.Network}/{index}"))
                .AsSpan(0, OfferId.Size)
        );
}
