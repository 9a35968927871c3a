using System.Collections.Immutable;
using System.Security.Cryptography;
using Comity.Client.Security;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;

namespace Comity.Bench.World;

/// <summary>What a transaction does, and who will sign it.</summary>
/// <param name="Signers">The keys.</param>
/// <param name="Operations">In order.</param>
internal sealed record Unsigned(SigningKey[] Signers, ImmutableArray<Operation> Operations);

/// <summary>
/// Two jurisdictions, two currencies, two banks in each, any number of funded accounts, and policies of several kinds on
/// both jurisdictions and both currencies. Everything follows from one seed.
/// </summary>
internal sealed class BenchWorld
{
    public static readonly InstrumentId Cny = InstrumentId.Parse("CNY");
    public static readonly InstrumentId Hkd = InstrumentId.Parse("HKD");

    /// <summary>Twelve hours in milliseconds.</summary>
    public const ulong HalfADay = 12 * 3_600_000;

    private const string Network = "bench";
    private static readonly UInt128 Funding = 1_000_000_000;

    private readonly Random _random = new(20_261_124);
    private readonly SigningKey[] _authorityKeys;
    private readonly SigningKey[] _bankKeys;

    /// <summary>A world with so many accounts, whose ledger's time begins at an instant.</summary>
    public BenchWorld(int accounts, Timestamp begins, NetworkParameters? parameters = null, ulong validFor = HalfADay)
    {
        ValidUntil = begins.Plus(validFor);
        _authorityKeys = [Key(1), Key(2)];
        _bankKeys = [Key(11), Key(12), Key(13), Key(14)];
        Accounts = new AccountAddress[accounts];
        for (var index = 0; index < accounts; index++)
        {
            var bytes = new byte[AccountAddress.Size];
            _random.NextBytes(bytes);
            Accounts[index] = new AccountAddress(bytes);
        }

        Genesis = new NetworkGenesis(
            Network,
            begins,
            parameters ?? new NetworkParameters(),
            [
                new FoundingJurisdiction(CountryCode.Parse("CN"), Terms(0, "CN", Roles.Authority, _authorityKeys[0])),
                new FoundingJurisdiction(CountryCode.Parse("HK"), Terms(1, "HK", Roles.Authority, _authorityKeys[1])),
            ],
            [new InstrumentTerms(Cny, 2, LeiOf(0)), new InstrumentTerms(Hkd, 2, LeiOf(1))]
        );
    }

    public NetworkGenesis Genesis { get; }

    /// <summary>The first authority's tokens: it hands in what others have signed.</summary>
    public TokenSource Tokens =>
        TokenSource.OfParticipant(LeiOf(0), _authorityKeys[0], NetworkGenesis.IdOf(Genesis.ToBytes()));

    public AccountAddress[] Accounts { get; }

    /// <summary>The key of the bank that owns an account.</summary>
    public SigningKey OwnerKey(int account) => _bankKeys[account % _bankKeys.Length];

    /// <summary>Until when transactions are valid for which nothing else is stated.</summary>
    public Timestamp ValidUntil { get; }

    /// <summary>Admits the banks, sets policies, opens and funds every account: what each transaction does and who signs it.</summary>
    public IEnumerable<Unsigned> Founding()
    {
        var admissions = Enumerable
            .Range(0, _bankKeys.Length)
            .Select(bank => new Unsigned(
                [_authorityKeys[bank % 2]],
                [new Admit(Terms(10 + bank, bank % 2 == 0 ? "CN" : "HK", Roles.Bank, _bankKeys[bank]))]
            ));
        foreach (var first in admissions.Concat(Policies()))
        {
            yield return first;
        }

        // A treasury for each bank, in whose account its jurisdiction's money is issued and from which all others are funded.
        foreach (var treasury in Enumerable.Range(0, _bankKeys.Length).Select(Treasury))
        {
            yield return treasury;
        }

        foreach (var chunk in Enumerable.Range(0, Accounts.Length).GroupBy(account => account % _bankKeys.Length))
        {
            foreach (var accounts in chunk.Skip(1).Chunk(Settle.MostLegs))
            {
                yield return Fund(chunk.First(), accounts);
            }
        }
    }

    /// <summary>A payment of one leg between two accounts in the currency of the payer's jurisdiction.</summary>
    public Settle Payment(int from, int to) =>
        new()
        {
            Uetr = NextUetr(),
            Legs =
            [
                new Leg(Accounts[from], Accounts[to], new Amount(CurrencyOf(from), (UInt128)_random.Next(1, 100_000))),
            ],
            Purpose = "GDDS",
        };

    /// <summary>Random payments, each its own transaction, not signed: for the ledger alone.</summary>
    public AuthenticatedTransaction[] Payments(int count, Timestamp? validUntil = null)
    {
        var payments = new AuthenticatedTransaction[count];
        for (var index = 0; index < count; index++)
        {
            var (from, to) = NextPair();
            var payment = Payment(from, to);
            _ = payment.Terms;
            payments[index] = Trusted(new Unsigned([OwnerKey(from)], [payment]), validUntil);
        }

        return payments;
    }

    /// <summary>Two different accounts, of any bank.</summary>
    public (int From, int To) NextPair()
    {
        var from = _random.Next(Accounts.Length);
        return (from, (from + 1 + _random.Next(Accounts.Length - 1)) % Accounts.Length);
    }

    /// <summary>A transaction that the ledger takes as verified.</summary>
    public AuthenticatedTransaction Trusted(Unsigned unsigned, Timestamp? validUntil = null)
    {
        Span<byte> id = stackalloc byte[TransactionId.Size];
        _random.NextBytes(id);
        return AuthenticatedTransaction.VerifiedBefore(
            new Transaction
            {
                Id = new TransactionId(id),
                Network = Network,
                ValidUntil = validUntil ?? ValidUntil,
                Signers = [.. unsigned.Signers.Select(static key => key.PublicKey)],
                Operations = unsigned.Operations,
            }
        );
    }

    /// <summary>A transaction as it is sent.</summary>
    public ByteString Signed(Unsigned unsigned, Timestamp? validUntil = null) =>
        TransactionDraft.Sign(Network, validUntil ?? ValidUntil, unsigned.Signers, unsigned.Operations).ToByteString();

    /// <summary>Random payments as they are sent, each transaction with so many payments of one debtor under one signature.</summary>
    public ByteString[] SignedPayments(int transactions, int paymentsEach, Timestamp? validUntil = null)
    {
        var unsigned = new Unsigned[transactions];
        for (var index = 0; index < transactions; index++)
        {
            var (from, _) = NextPair();
            unsigned[index] = new Unsigned(
                [OwnerKey(from)],
                [.. Enumerable.Range(0, paymentsEach).Select(_ => Payment(from, OtherThan(from)))]
            );
        }

        return [.. unsigned.AsParallel().AsOrdered().Select(one => Signed(one, validUntil))];
    }

    private int OtherThan(int account) => (account + 1 + _random.Next(Accounts.Length - 1)) % Accounts.Length;

    private static InstrumentId CurrencyOf(int account) => account % 2 == 0 ? Cny : Hkd;

    private OpenAccount Open(int account) => new(Accounts[account], LeiOf(10 + (account % _bankKeys.Length)));

    private Unsigned Treasury(int account) =>
        new(
            [OwnerKey(account), _authorityKeys[account % 2]],
            [Open(account), new Issue(CurrencyOf(account), Accounts[account], UInt128.One << 70, $"RESERVE-{account}")]
        );

    private Unsigned Fund(int treasury, int[] accounts) =>
        new(
            [OwnerKey(treasury)],
            [
                .. accounts.Select(Open),
                new Settle
                {
                    Uetr = NextUetr(),
                    Legs =
                    [
                        .. accounts.Select(account => new Leg(
                            Accounts[treasury],
                            Accounts[account],
                            new Amount(CurrencyOf(account), Funding)
                        )),
                    ],
                    Purpose = "GDDS",
                },
            ]
        );

    // Every kind of rule that a payment can meet without being refused, on both sides and on both currencies.
    private IEnumerable<Unsigned> Policies()
    {
        for (var side = 0; side < 2; side++)
        {
            var jurisdiction = new RulePolicy([
                new LargestAmountRule("LARGEST", RuleScope.Any, UInt128.One << 71),
                new PurposeRule("PURPOSE", RuleScope.Any with { CrossBorderOnly = true }, ["GDDS", "SVCS"]),
                new RollingLimitRule(
                    "DAILY",
                    RuleScope.Any with
                    {
                        CrossBorderOnly = true,
                    },
                    UInt128.One << 90,
                    86_400,
                    LimitSubject.Corridor
                ),
            ]);
            var instrument = new RulePolicy([
                new HolderRule("HOLDERS", RuleScope.Any, Roles.Bank | Roles.Authority, []),
                new BalanceCapRule("CAP", RuleScope.Any, UInt128.One << 80),
                new ApprovalRule("LARGE", RuleScope.Any, 1_000_000_000),
            ]);
            yield return new Unsigned(
                [_authorityKeys[side]],
                [
                    new SetJurisdictionPolicy(Genesis.Jurisdictions[side].Code, jurisdiction),
                    new SetInstrumentPolicy(Genesis.Instruments[side].Id, instrument),
                ]
            );
        }
    }

    private Uetr NextUetr()
    {
        Span<byte> bytes = stackalloc byte[Uetr.Size];
        _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Uetr(bytes);
    }

    private static Lei LeiOf(int number) => Lei.WithCheckDigits($"BENCH{number:0000000000000}");

    private static ParticipantTerms Terms(int number, string country, Roles roles, SigningKey key) =>
        new(
            LeiOf(number),
            Bic.Parse($"BNCH{country}{number:00}"),
            CountryCode.Parse(country),
            roles,
            new KeySet([new ParticipantKey(key.PublicKey, Permissions.All, Timestamp.Never)], [])
        );

    private static SoftwareKey Key(int number) => SigningKey.FromSeed(SHA256.HashData([(byte)number]));
}
