using Comity.Client.Security;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;

namespace Comity.Testing;

/// <summary>
/// A small world for tests: jurisdictions with an authority and a currency each, and banks with an account and funds. Keys,
/// names and accounts are the same every time.
/// </summary>
public sealed class TestWorld
{
    private const ulong Validity = 3_600_000;
    private static readonly (string Country, string Currency)[] Known =
    [
        ("CN", "CNY"),
        ("HK", "HKD"),
        ("TH", "THB"),
        ("AE", "AED"),
        ("SA", "SAR"),
    ];

    private readonly TimeProvider _time;

    /// <summary>Makes a world.</summary>
    /// <param name="jurisdictions">How many, 1 to 5.</param>
    /// <param name="banksEach">How many banks each has.</param>
    /// <param name="time">The clock that transactions are valid by.</param>
    /// <param name="network">The network's name.</param>
    public TestWorld(
        int jurisdictions = 5,
        int banksEach = 2,
        TimeProvider? time = null,
        string network = "comity-test"
    )
    {
        _time = time ?? TimeProvider.System;
        Authorities =
        [
            .. Known
                .Take(jurisdictions)
                .Select(static known => new TestParticipant(CountryCode.Parse(known.Country), 0, Roles.Authority)),
        ];
        Currencies = [.. Known.Take(jurisdictions).Select(static known => InstrumentId.Parse(known.Currency))];
        Banks =
        [
            .. Authorities.SelectMany(authority =>
                Enumerable
                    .Range(1, banksEach)
                    .Select(number => new TestParticipant(authority.Country, number, Roles.Bank))
            ),
        ];
        Genesis = new NetworkGenesis(
            network,
            new Timestamp(1_700_000_000_000),
            new NetworkParameters(),
            [.. Authorities.Select(static authority => new FoundingJurisdiction(authority.Country, authority.Terms))],
            [.. Currencies.Select((currency, index) => new InstrumentTerms(currency, 2, Authorities[index].Lei))]
        );
        GenesisBytes = Genesis.ToBytes();
    }

    /// <summary>What the network starts from.</summary>
    public NetworkGenesis Genesis { get; }

    /// <summary>The same as bytes.</summary>
    public byte[] GenesisBytes { get; }

    /// <summary>The authorities, one for each jurisdiction.</summary>
    public IReadOnlyList<TestParticipant> Authorities { get; }

    /// <summary>Their currencies, in the same order.</summary>
    public IReadOnlyList<InstrumentId> Currencies { get; }

    /// <summary>All banks, jurisdiction by jurisdiction.</summary>
    public IReadOnlyList<TestParticipant> Banks { get; }

    /// <summary>The clock's time.</summary>
    public Timestamp Now => new((ulong)_time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The network's id, as tokens name it.</summary>
    public Hash256 Id => NetworkGenesis.IdOf(GenesisBytes);

    /// <summary>A participant's tokens.</summary>
    public TokenSource TokensOf(TestParticipant participant) =>
        TokenSource.OfParticipant(participant.Lei, participant.Key, Id, time: _time);

    /// <summary>The currency of a participant's jurisdiction.</summary>
    public InstrumentId CurrencyOf(TestParticipant participant) =>
        Currencies[Authorities.TakeWhile(authority => authority.Country != participant.Country).Count()];

    /// <summary>A signed transaction as it is sent.</summary>
    public byte[] Sign(TestParticipant signer, params IEnumerable<Operation> operations) =>
        TransactionDraft.Sign(Genesis.Network, Now.Plus(Validity), [signer.Key], operations).ToByteArray();

    /// <summary>The transactions that admit every bank, open its account, and issue it its own currency. In order.</summary>
    /// <param name="units">How much each bank gets, in minor units.</param>
    public IReadOnlyList<byte[]> Founding(UInt128 units)
    {
        var transactions = new List<byte[]>();
        foreach (var bank in Banks)
        {
            var authority = Authorities.Single(authority => authority.Country == bank.Country);
            transactions.Add(Sign(authority, new Admit(bank.Terms)));
            transactions.Add(Sign(bank, new OpenAccount(bank.Account, bank.Lei)));
            transactions.Add(Sign(authority, new Issue(CurrencyOf(bank), bank.Account, units, $"reserve {bank.Lei}")));
        }

        return transactions;
    }

    /// <summary>A payment in the payer's own currency.</summary>
    public byte[] Pay(TestParticipant payer, TestParticipant payee, UInt128 units, Uetr uetr) =>
        Sign(payer, Payment(payer, payee, units, uetr));

    /// <summary>The same as an operation.</summary>
    public Settle Payment(TestParticipant payer, TestParticipant payee, UInt128 units, Uetr uetr) =>
        new() { Uetr = uetr, Legs = [new Leg(payer.Account, payee.Account, new Amount(CurrencyOf(payer), units))] };
}
