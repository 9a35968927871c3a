using System.Collections.Immutable;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Model;

internal sealed partial class StoryTeller
{
    private Settle NextSettle(List<PublicKey> signers, bool waits)
    {
        var settle = new Settle
        {
            Uetr = Chance(2) && _settles.Count > 0 ? Any(_settles).Uetr : Party.UetrNamed($"story {++_names}"),
            Legs = NextLegs(),
            Exchanges = NextExchanges(),
            Purpose = Chance(30) ? "SALA" : "",
            Conditions = NextConditions(waits ? 25 : 4),
            Queue = waits ? new QueueTerms((byte)_random.Next(3), Soon(), Chance(25)) : null,
        };
        settle = settle.Legs.Length + settle.Exchanges.Length > 0 ? settle : settle with { Legs = [NextLeg()] };
        _settles.Add(settle);
        var payers = settle.Legs.Select(leg => leg.From).Concat(settle.Exchanges.Select(part => part.Payer)).Distinct();
        foreach (var payer in payers.Where((_, index) => index == 0 || !waits || Chance(50)))
        {
            Sign(signers, OwnerOf(payer));
        }

        if (Chance(8))
        {
            Sign(signers, AuthorityOf(AnyCountry()));
        }

        return settle;
    }

    // Payments round a ring, each too large for its debtor alone.
    private List<Settle> NextRing(List<PublicKey> signers)
    {
        var names = _accounts.OrderBy(_ => _random.Next()).Take(_random.Next(2, 5)).ToList();
        var (currency, units) = (AnyCurrency(), Units(500) + 2_000);
        var ring = new List<Settle>();
        for (var index = 0; index < names.Count; index++)
        {
            var from = Party.AccountNamed(names[index]);
            var to = Party.AccountNamed(names[(index + 1) % names.Count]);
            ring.Add(
                new Settle
                {
                    Uetr = Party.UetrNamed($"story {++_names}"),
                    Legs = [new Leg(from, to, new Amount(currency, units + Units(40)))],
                    Queue = new QueueTerms((byte)_random.Next(3), Soon(), false),
                }
            );
            Sign(signers, OwnerOf(from));
        }

        _settles.AddRange(ring);
        return ring;
    }

    private ImmutableArray<Leg> NextLegs()
    {
        var count =
            Chance(60) ? 1
            : Chance(50) ? 0
            : _random.Next(2, 4);
        return [.. Enumerable.Range(0, count).Select(_ => NextLeg())];
    }

    private Leg NextLeg()
    {
        var (from, to) = (AnyAccount(), AnyAccount());
        var units =
            Chance(99) ? Units()
            : Chance(50) ? UInt128.MaxValue - Units()
            : UInt128.One << 100;
        return from == to ? NextLeg() : new Leg(from, to, new Amount(AnyCurrency(), units));
    }

    private ImmutableArray<Exchange> NextExchanges()
    {
        var count = _offers.Count > 0 && Chance(25) ? _random.Next(1, 3) : 0;
        return [.. Enumerable.Range(0, count).Select(_ => NextExchange())];
    }

    private Exchange NextExchange()
    {
        var standing = _state.Offers.OrderBy(pair => pair.Key).Select(pair => pair.Value.Terms).ToList();
        var recent = standing.Count > 0 && Chance(95) ? standing : _offers.TakeLast(12).ToList();
        var chain = new List<PostOffer> { Any(recent) };
        while (chain.Count < Exchange.LongestChain && Chance(50))
        {
            var next = recent.Where(offer =>
                chain.All(taken => taken.Id != offer.Id) && (offer.Buys == chain[^1].Sells || Chance(3))
            );
            if (next.FirstOrDefault() is not { } found)
            {
                break;
            }

            chain.Add(found);
        }

        var side = Chance(50) ? ExchangeSide.Pay : ExchangeSide.Receive;
        var lenient = side == ExchangeSide.Pay ? 1 : UInt128.MaxValue;
        return new Exchange(
            AnyAccount(),
            AnyAccount(),
            [.. chain.Select(offer => offer.Id)],
            side,
            Chance(1) ? UInt128.MaxValue : Units(100),
            Chance(10) ? Units(100) : lenient
        );
    }

    private ImmutableArray<Condition> NextConditions(int percent)
    {
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        while (Chance(percent) && conditions.Count < 3)
        {
            conditions.Add(
                _random.Next(4) switch
                {
                    0 => new HashLock(Sha256.Hash(Preimage(_random.Next(3)))),
                    1 => new TimeWindow(Soon(20), Chance(50) ? Timestamp.Never : _now.Plus(60_000)),
                    2 => new AttestationCondition(AnyParty().Lei, "shipped", AnySubject()),
                    _ => new ApprovalCondition(AnyCountry()),
                }
            );
        }

        return conditions.ToImmutable();
    }

    private Settle AnyRecent() =>
        _settles.Count == 0 ? new Settle { Uetr = Party.UetrNamed("none") }
        : _state.Waiting.Count > 0 && Chance(85) ? Any([.. _state.Waiting.Values]).Terms
        : Any([.. _settles.TakeLast(30)]);

    private Authorise NextAuthorise(List<PublicKey> signers)
    {
        var settle = AnyRecent();
        var owners = settle
            .Legs.Select(leg => OwnerOf(leg.From))
            .Concat(settle.Exchanges.Select(part => OwnerOf(part.Payer)))
            .Append(AuthorityOf(AnyCountry()))
            .ToList();
        Sign(signers, Any(owners));
        return new Authorise(settle.Uetr, Chance(3) ? Hash256.Zero : settle.Terms);
    }

    private Fulfil NextFulfil(List<PublicKey> signers)
    {
        Sign(signers, AnyParty().Lei);
        return new Fulfil(AnyRecent().Uetr, [.. Preimage(_random.Next(3))]);
    }

    private Cancel NextCancel(List<PublicKey> signers)
    {
        var settle = AnyRecent();
        foreach (var leg in settle.Legs)
        {
            if (Chance(60))
            {
                Sign(signers, OwnerOf(Chance(60) ? leg.To : leg.From));
            }
        }

        if (signers.Count == 0)
        {
            Sign(signers, AnyParty().Lei);
        }

        return new Cancel(settle.Uetr, "");
    }

    private PostOffer NextOffer(List<PublicKey> signers)
    {
        var maker = Chance(80) ? Party.AccountNamed(Any(["FX1", "FX2"])) : AnyAccount();
        var (sells, buys) = (AnyCurrency(), AnyCurrency());
        if (sells == buys)
        {
            return NextOffer(signers);
        }

        var offer = new PostOffer
        {
            Id = _offers.Count > 0 && Chance(5) ? Any(_offers).Id : Party.OfferNamed($"story {++_names}"),
            Account = maker,
            Sells = sells,
            Buys = buys,
            Rate = new Rate((ulong)_random.Next(1, 20), (ulong)_random.Next(1, 20)),
            Capacity = Units(600) + 20,
            Minimum = Chance(20) ? Units(20) : 0,
            Maximum = Chance(20) ? Units(200) + 20 : 0,
            Takers = Chance(15) ? [AnyParty().Lei, AnyParty().Lei] : [],
            ExpiresAt = Chance(1) ? _now.Plus(1UL << 40) : Soon(200),
        };
        _offers.Add(offer);
        Sign(signers, OwnerOf(maker));
        return offer;
    }

    private WithdrawOffer NextWithdrawal(List<PublicKey> signers)
    {
        if (_offers.Count == 0)
        {
            Sign(signers, AnyParty().Lei);
            return new WithdrawOffer(Party.OfferNamed("none"));
        }

        var offer = Any([.. _offers.TakeLast(10)]);
        Sign(signers, OwnerOf(offer.Account));
        return new WithdrawOffer(offer.Id);
    }

    private Hash256 AnySubject() =>
        _random.Next(3) switch
        {
            0 => Sha256.Hash([1]),
            1 => AnyRecent() is { Legs.Length: > 0 } settle ? settle.Terms : Sha256.Hash([2]),
            _ => World.HashOf(AnyAccount()),
        };
}
