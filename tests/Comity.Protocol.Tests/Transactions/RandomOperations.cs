using System.Collections.Immutable;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Protocol.Tests.Transactions;

/// <summary>Operations with random values that the wire allows, of every kind.</summary>
internal sealed class RandomOperations(int seed)
{
    private readonly Random _random = new(seed);

    public Operation OfKind(int kind) =>
        kind switch
        {
            0 => NextSettle(),
            1 => new Issue(NextInstrument(), NextAccount(), NextUnits(), NextText(35)),
            2 => new Redeem(NextInstrument(), NextAccount(), NextUnits(), NextText(35)),
            3 => new Authorise(NextUetr(), NextHash()),
            4 => new Fulfil(NextUetr(), [.. Bytes(_random.Next(Fulfil.LongestPreimage + 1))]),
            5 => new Cancel(NextUetr(), Any("", "DUPL", "CUST")),
            6 => NextOffer(),
            7 => new WithdrawOffer(new OfferId(Bytes(16))),
            8 => new OpenAccount(NextAccount(), NextLei()),
            9 => new CloseAccount(NextAccount()),
            10 => new FreezeAccount(NextAccount(), NextText(140)),
            11 => new ReleaseAccount(NextAccount()),
            12 => new Seize(NextUetr(), NextLeg(), NextText(140)),
            13 => new Admit(new ParticipantTerms(NextLei(), NextBic(), NextCountry(), NextRoles(), NextKeys())),
            14 => new UpdateParticipant(NextLei(), NextBic(), NextRoles()),
            15 => new RotateKeys(NextLei(), NextKeys().Keys, Many(4, NextKey), NextKeys().Thresholds),
            16 => new Suspend(NextSubject(), _random.Next(2) == 0),
            17 => new SetJurisdictionPolicy(NextCountry(), NextPolicy()),
            18 => new SetInstrumentPolicy(NextInstrument(), NextPolicy()),
            19 => new Attest(NextLei(), NextText(35), NextHash(), NextEnd()),
            _ => new RevokeAttestation(NextLei(), NextText(35), NextHash()),
        };

    public const int Kinds = 21;

    public Settle NextSettle() =>
        new()
        {
            Uetr = NextUetr(),
            Legs = Many(1, 4, NextLeg),
            Exchanges = Many(3, NextExchange),
            Conditions = Many(Settle.MostConditions, NextCondition),
            Queue =
                _random.Next(2) == 0 ? null : new QueueTerms((byte)_random.Next(10), NextTime(), _random.Next(2) == 0),
            Purpose = Any("", "SALA", "X"),
            Content = _random.Next(2) == 0 ? null : NextHash(),
        };

    public PublicKey NextKey()
    {
        var created =
            _random.Next(3) == 0
                ? PublicKey.TryCreate(SignatureAlgorithm.P256, [PublicKey.UncompressedPoint, .. Bytes(64)], out var key)
                : PublicKey.TryCreate(SignatureAlgorithm.Ed25519, Bytes(32), out key);
        return created ? key! : throw new InvalidOperationException("The bytes have the form of a key.");
    }

    private PostOffer NextOffer()
    {
        var capacity = NextUnits();
        return new PostOffer
        {
            Id = new OfferId(Bytes(16)),
            Account = NextAccount(),
            Sells = InstrumentId.Parse("CNY"),
            Buys = InstrumentId.Parse("HKD"),
            Rate = new Rate((ulong)_random.NextInt64(1, long.MaxValue), (ulong)_random.NextInt64(1, long.MaxValue)),
            Capacity = capacity,
            Minimum = _random.Next(2) == 0 ? 0 : capacity / 2,
            Maximum = _random.Next(2) == 0 ? 0 : capacity,
            Takers = Many(3, NextLei),
            ExpiresAt = NextTime(),
        };
    }

    private Exchange NextExchange() =>
        new(
            NextAccount(),
            NextAccount(),
            Many(1, Exchange.LongestChain, () => new OfferId(Bytes(16))),
            _random.Next(2) == 0 ? ExchangeSide.Pay : ExchangeSide.Receive,
            NextUnits(),
            NextUnits()
        );

    private Condition NextCondition() =>
        _random.Next(4) switch
        {
            0 => new HashLock(NextHash()),
            1 => new TimeWindow(new Timestamp(5), NextEnd()),
            2 => new AttestationCondition(NextLei(), NextText(35), NextHash()),
            _ => new ApprovalCondition(NextCountry()),
        };

    private SuspensionSubject NextSubject() =>
        _random.Next(4) switch
        {
            0 => new ParticipantSubject(NextLei()),
            1 => new InstrumentSubject(NextInstrument()),
            2 => new CorridorSubject(new Corridor(NextCountry(), NextCountry())),
            _ => new JurisdictionSubject(NextCountry()),
        };

    private RulePolicy NextPolicy()
    {
        var ids = 0;
        return new RulePolicy(Many(8, () => NextRule($"{ids++} {NextText(20)}")));
    }

    private Rule NextRule(string id)
    {
        var scope = new RuleScope(Many(2, NextInstrument), Many(2, NextCountry), Many(2, NextCountry), ids(2) == 0);
        return ids(7) switch
        {
            0 => new HolderRule(id, scope, NextRoles(), Many(3, NextCountry)),
            1 => new LargestAmountRule(id, scope, NextUnits()),
            2 => new BalanceCapRule(id, scope, NextUnits()),
            3 => new RollingLimitRule(
                id,
                scope,
                NextUnits(),
                (ulong)_random.Next(16, 1_000),
                (LimitSubject)(1 + ids(2))
            ),
            4 => new PurposeRule(id, scope, ["", "SALA"]),
            5 => new AttestationRule(id, scope, NextText(35), Many(1, 3, NextLei), (AttestationSubject)(1 + ids(3))),
            _ => new ApprovalRule(id, scope, NextUnits()),
        };

        int ids(int most) => _random.Next(most);
    }

    private KeySet NextKeys() =>
        new(
            Many(1, 3, () => new ParticipantKey(NextKey(), (Permissions)(_random.Next(1 << 11) << 1), NextEnd())),
            _random.Next(2) == 0
                ? []
                : [new Threshold(Permissions.Pay, _random.Next(1, 17)), new Threshold(Permissions.Keys, 1)]
        );

    private Leg NextLeg() => new(NextAccount(), NextAccount(), new Amount(NextInstrument(), NextUnits()));

    private AccountAddress NextAccount() => new(Bytes(AccountAddress.Size));

    private InstrumentId NextInstrument() => InstrumentId.Parse(Any("CNY", "HKD", "US0378331005", "ABCDEFGHIJKL"));

    private CountryCode NextCountry() => CountryCode.Parse(Any("CN", "HK", "TH", "AE", "SA"));

    private Roles NextRoles() => (Roles)(_random.Next(1, 1 << 7) << 1);

    private Lei NextLei() => Lei.WithCheckDigits($"{_random.Next(100_000_000):000000000}ABCDEFGHI");

    private Bic NextBic() => Bic.TryParse(Any("TESTHK22", "ABCDCN22XXX"), out var bic) ? bic : default;

    private Hash256 NextHash() => new(Bytes(Hash256.Size));

    private Timestamp NextTime() => new((ulong)_random.NextInt64());

    private Timestamp NextEnd() =>
        _random.Next(2) == 0 ? Timestamp.Never : new Timestamp(1_000 + NextTime().Milliseconds);

    private UInt128 NextUnits() =>
        _random.Next(3) switch
        {
            0 => 1,
            1 => UInt128.MaxValue,
            _ => new UInt128((ulong)_random.NextInt64(), (ulong)_random.NextInt64()) + 1,
        };

    private string NextText(int longest) =>
        new([
            .. Enumerable
                .Range(0, _random.Next(1, longest + 1))
                .Select(_ => Any('a', 'Z', '9', ' ', 'é', '中', 'ي', '/')),
        ]);

    private Uetr NextUetr()
    {
        var bytes = Bytes(16);
        (bytes[6], bytes[8]) = ((byte)(0x40 | (bytes[6] & 0x0F)), (byte)(0x80 | (bytes[8] & 0x3F)));
        return new Uetr(bytes);
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T Any<T>(params T[] of) => of[_random.Next(of.Length)];

    private ImmutableArray<T> Many<T>(int most, Func<T> next) => Many(0, most, next);

    private ImmutableArray<T> Many<T>(int fewest, int most, Func<T> next) =>
        [.. Enumerable.Range(0, _random.Next(fewest, most + 1)).Select(_ => next())];
}
