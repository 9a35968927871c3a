using System.Collections.Immutable;
using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests;

/// <summary>
/// A small world to tell stories in: five jurisdictions with their authorities and currencies, two banks in each, two FX
/// providers, an account for everybody. Every block is followed by a walk of all invariants.
/// </summary>
internal sealed partial class World
{
    public const string Network = "test";
    public static readonly Timestamp Start = new(1_800_000_000_000);

    private readonly Dictionary<string, Party> _parties = new(StringComparer.Ordinal);
    private int _transactions;
    private int _uetrs;

    public World(NetworkParameters? parameters = null, Action<NetworkGenesis>? look = null)
    {
        foreach (var code in Jurisdictions)
        {
            _parties.Add(code, new Party(code, Country(code), Roles.Authority, 3));
        }

        Genesis = new NetworkGenesis(
            Network,
            Start,
            parameters ?? new NetworkParameters(),
            [.. Jurisdictions.Select(code => new FoundingJurisdiction(Country(code), this[code].Terms()))],
            [.. Jurisdictions.Select(code => new InstrumentTerms(CurrencyOf(code), 2, this[code].Lei))]
        );
        look?.Invoke(Genesis);
        Ledger = Ledger.Found(Genesis);
        Now = Start;
        foreach (var code in Jurisdictions)
        {
            Admit(new Party($"{code}A", Country(code), Roles.Bank));
            Admit(new Party($"{code}B", Country(code), Roles.Bank));
        }

        Admit(new Party("FX1", Country("HK"), Roles.FxProvider));
        Admit(new Party("FX2", Country("AE"), Roles.FxProvider));
    }

    public static ImmutableArray<string> Jurisdictions { get; } = ["CN", "HK", "TH", "AE", "SA"];

    public NetworkGenesis Genesis { get; }

    public Ledger Ledger { get; set; }

    public Timestamp Now { get; private set; }

    /// <summary>Everything that has happened, block by block.</summary>
    public List<BlockResult> History { get; } = [];

    /// <summary>What was asked, block by block.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>What happened in the last block.</summary>
    public IReadOnlyList<LedgerEvent> Events => History[^1].Events;

    public Party this[string name] => _parties[name];

    public IEnumerable<Party> Parties => _parties.Values;

    public static CountryCode Country(string code) => CountryCode.Parse(code);

    public static InstrumentId Instrument(string code) => InstrumentId.Parse(code);

    public static InstrumentId CurrencyOf(string jurisdiction) =>
        Instrument(
            jurisdiction switch
            {
                "CN" => "CNY",
                "HK" => "HKD",
                "TH" => "THB",
                "AE" => "AED",
                _ => "SAR",
            }
        );

    public static Party IssuerOf(World world, InstrumentId currency) =>
        world[Jurisdictions.First(code => CurrencyOf(code) == currency)];

    public Uetr NextUetr() => Party.UetrNamed($"{++_uetrs}");

    public Timestamp In(ulong milliseconds) => Now.Plus(milliseconds);

    /// <summary>Admits a participant, with all permissions unless others are stated, and opens its account.</summary>
    public Party Admit(Party party, Permissions permissions = Permissions.All, params Threshold[] thresholds)
    {
        _parties.Add(party.Name, party);
        Do([this[party.Jurisdiction.ToString()]], new Admit(party.Terms(permissions, thresholds)));
        Do([party], new OpenAccount(party.Account, party.Lei));
        return party;
    }

    /// <summary>Gives somebody money: issued at home, and paid on where it is abroad.</summary>
    public World Fund(string name, string currency, UInt128 units)
    {
        var (party, instrument) = (this[name], Instrument(currency));
        var issuer = IssuerOf(this, instrument);
        var reference = $"R{++_uetrs}";
        if (party.Jurisdiction == issuer.Jurisdiction)
        {
            Do([issuer], new Issue(instrument, party.Account, units, reference));
            return this;
        }

        var home = this[$"{issuer.Name}A"];
        Do([issuer], new Issue(instrument, home.Account, units, reference));
        Do([home], Pay(home.Name, name, currency, units));
        return this;
    }

    public AuthenticatedTransaction Transaction(IEnumerable<PublicKey> signers, params Operation[] operations) =>
        AuthenticatedTransaction.VerifiedBefore(
            new Transaction
            {
                Id = Protocol.Transactions.Transaction.IdOf(BitConverter.GetBytes(++_transactions)),
                Network = Network,
                ValidUntil = Now.Plus(60_000),
                Signers = [.. signers],
                Operations = [.. operations],
            }
        );

    public AuthenticatedTransaction Transaction(IEnumerable<Party> signers, params Operation[] operations) =>
        Transaction(signers.SelectMany(static party => party.AllKeys), operations);

    /// <summary>A block of its own for each call: time stands still unless it is passed.</summary>
    public BlockResult Block(params AuthenticatedTransaction[] transactions)
    {
        Blocks.Add(new Block(Ledger.Height + 1, Now, transactions));
        var result = Ledger.Apply(Blocks[^1]);
        Ledger.CheckInvariants();
        History.Add(result);
        return result;
    }

    /// <summary>Lets time pass, with a block at its end.</summary>
    public BlockResult Pass(ulong milliseconds)
    {
        Now = Now.Plus(milliseconds);
        return Block();
    }

    /// <summary>Signed by all keys of the signers, and applied.</summary>
    public BlockResult Do(IEnumerable<Party> signers, params Operation[] operations)
    {
        var result = Block(Transaction(signers, operations));
        Assert.Null(result.Receipts[0].Refusal);
        return result;
    }

    public BlockResult DoWith(IEnumerable<PublicKey> signers, params Operation[] operations)
    {
        var result = Block(Transaction(signers, operations));
        Assert.Null(result.Receipts[0].Refusal);
        return result;
    }

    /// <summary>Refused, for one reason, and without a trace.</summary>
    public Refusal Refused(RefusalCode code, IEnumerable<Party> signers, params Operation[] operations) =>
        RefusedWith(code, [.. signers.SelectMany(static party => party.AllKeys)], operations);

    public Refusal RefusedWith(RefusalCode code, IEnumerable<PublicKey> signers, params Operation[] operations)
    {
        var receipt = Block(Transaction(signers, operations)).Receipts[0];
        Assert.Equal(code, receipt.Refusal?.Code);
        return receipt.Refusal!;
    }

    public Settle Pay(string from, string to, string currency, UInt128 units) =>
        new() { Uetr = NextUetr(), Legs = [LegOf(from, to, currency, units)] };

    /// <summary>A settlement of legs, and a queue for an hour where a priority is stated.</summary>
    public Settle Queued(byte priority, params Leg[] legs) =>
        new()
        {
            Uetr = NextUetr(),
            Legs = [.. legs],
            Queue = new QueueTerms(priority, In(3_600_000), false),
        };

    public Settle Reserved(params Leg[] legs) =>
        new()
        {
            Uetr = NextUetr(),
            Legs = [.. legs],
            Queue = new QueueTerms(0, In(3_600_000), true),
        };

    public Leg LegOf(string from, string to, string currency, UInt128 units) =>
        new(this[from].Account, this[to].Account, new Amount(Instrument(currency), units));

    public UInt128 Available(string name, string currency) =>
        Ledger.View.Balance(this[name].Account, Instrument(currency)).Available;

    public UInt128 Held(string name, string currency) =>
        Ledger.View.Balance(this[name].Account, Instrument(currency)).Held;

    public SettlementStatus? StatusOf(Uetr uetr) =>
        Ledger.View.TryGetFinished(uetr, out var value) ? value.Status
        : Ledger.View.TryGetWaiting(uetr, out var waiting)
            ? waiting.Reserved ? SettlementStatus.Reserved
                : SettlementStatus.Waiting
        : null;

    public void AssertStatus(SettlementStatus? expected, Uetr uetr) => Assert.Equal(expected, StatusOf(uetr));

    /// <summary>A second ledger that was stopped and read back.</summary>
    public Ledger Reload()
    {
        using var stream = new MemoryStream();
        Ledger.Save(stream);
        return Ledger.Load(Genesis, stream.ToArray());
    }

    public static Hash256 HashOf(AccountAddress account) => Sha256.Hash(account.ToArray());
}
