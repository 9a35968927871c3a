using System.Collections.Immutable;
using System.Security.Cryptography;
using Comity.Ledger.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Model;

/// <summary>
/// Makes up blocks at random, from a seed alone. It looks at the model to know who could sign what; what it writes down is
/// concrete, so that a story can be told again without parts of it.
/// </summary>
internal sealed partial class StoryTeller
{
    private static readonly ImmutableArray<string> Currencies = ["CNY", "HKD", "THB", "AED", "SAR"];

    private readonly Random _random;
    private readonly List<Settle> _settles = [];
    private readonly List<PostOffer> _offers = [];
    private readonly List<AuthenticatedTransaction> _told = [];
    private readonly List<AuthenticatedTransaction> _early = [];
    private readonly List<string> _accounts;
    private readonly ImmutableArray<string> _currencies;
    private readonly List<Party> _parties;
    private int _names;
    private ModelState _state;
    private Timestamp _now;

    public StoryTeller(int seed)
    {
        _random = new Random(seed);
        var parameters = new NetworkParameters
        {
            QueuePatienceMilliseconds = 20_000,
            SaverIntervalMilliseconds = 2_000,
            SaverWork = 20_000,
            MostWaiting = 40,
            // Everything that is over is forgotten soon, a few at a time, and comes again.
            LongestValidityMilliseconds = 60_000,
            LongestWaitMilliseconds = 200_000,
            RetentionMilliseconds = 200_000,
            MostForgotten = 3,
        };
        var world = new World(parameters);
        world.Admit(
            new Party("CAREFUL", World.Country("CN"), Roles.Bank, 3),
            Permissions.All,
            new Threshold(Permissions.Pay, 2),
            new Threshold(Permissions.Redeem, 2)
        );
        _parties = [.. world.Parties];
        // Few players and little money, so that they stand in each other's way.
        _currencies = [.. Currencies.OrderBy(_ => _random.Next()).Take(3)];
        var players = _parties.Where(party => party.Roles == Roles.Bank).OrderBy(_ => _random.Next()).Take(6);
        _accounts = [.. players.Select(party => party.Name), "FX1", "FX2"];
        foreach (var name in _accounts)
        {
            world.Fund(name, Any(_currencies), (UInt128)_random.Next(20, 300));
            world.Fund(name, Any(_currencies), (UInt128)_random.Next(20, 300));
        }

        (Genesis, Prologue) = (world.Genesis, [.. world.Blocks]);
        _state = ModelState.Found(Genesis);
    }

    public NetworkGenesis Genesis { get; }

    /// <summary>How the world came to be.</summary>
    public ImmutableArray<Block> Prologue { get; }

    public int Operations { get; private set; }

    /// <summary>The next block's time and transactions.</summary>
    public (Timestamp Time, ImmutableArray<AuthenticatedTransaction> Transactions) Next(ModelState state)
    {
        _state = state;
        // Whole seconds: what nobody announces is looked for once a second.
        _now = state.Time.Plus(
            1_000
                * (ulong)(
                    Chance(1) ? _random.Next(100, 300)
                    : Chance(8) ? _random.Next(5, 40)
                    : _random.Next(1, 3)
                )
        );
        var transactions = Enumerable.Range(0, _random.Next(0, 9)).Select(_ => NextTransaction()).ToImmutableArray();
        return (_now, transactions);
    }

    private AuthenticatedTransaction NextTransaction()
    {
        // An id is that of a body: who comes again comes as it was.
        if (_told.Count > 0 && Chance(1))
        {
            return Any(_told);
        }

        if (_early.Count > 0 && Chance(1))
        {
            return Any(_early);
        }

        var count = _random.Next(10) == 0 ? _random.Next(2, 5) : 1;
        var signers = new List<PublicKey>();
        var operations = new List<Operation>();
        if (Chance(3))
        {
            operations.AddRange(NextRing(signers));
            count = 0;
        }

        for (; count > 0; count--)
        {
            // Through the wire: nothing reaches the ledger that could not have come to it.
            operations.Add(OperationBytes.ReadOperation<Operation>(NextOperation(signers).ToBytes()));
        }

        Operations += operations.Count;
        var transaction = AuthenticatedTransaction.VerifiedBefore(
            new Transaction
            {
                Id = Transaction.IdOf(BitConverter.GetBytes((long)++_names)),
                Network = _random.Next(300) == 0 ? "elsewhere" : World.Network,
                ValidUntil = _random.Next(300) switch
                {
                    0 => World.Start,
                    1 => _now.Plus(100_000_000),
                    2 => _now.Plus((ulong)_random.Next(60_000, 200_000)),
                    3 => _now.Plus((ulong)_random.Next(200_000, 400_000)),
                    _ => _now.Plus((ulong)_random.Next(60_000)),
                },
                Signers = [.. signers.Distinct().Take(Transaction.MostSigners)],
                Operations = [.. operations],
            }
        );
        (transaction.Transaction.ValidUntil > _now.Plus(60_000) ? _early : _told).Add(transaction);
        return transaction;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private UInt128 Units(int most = 200) => (UInt128)_random.Next(1, most);

    private Party AnyParty() => Any(_parties);

    private InstrumentId AnyCurrency() => World.Instrument(Chance(1) ? "EUR" : Any(_currencies));

    private CountryCode AnyCountry() => World.Country(Chance(1) ? "FR" : Any(World.Jurisdictions));

    private AccountAddress AnyAccount() =>
        Party.AccountNamed(
            Chance(1) ? "nobody"
            : Chance(2) ? Any(["X0", "X1", "X2", "X3"])
            : Any(_accounts)
        );

    private Timestamp Soon(int most = 120) => _now.Plus(1_000 * (ulong)_random.Next(Chance(2) ? 0 : 1, most));

    /// <summary>Signs for a participant: mostly with all its keys that are valid, sometimes with one, sometimes not at all.</summary>
    private void Sign(List<PublicKey> signers, Lei? who)
    {
        if (Chance(3) || who is not { } lei || !_state.Participants.TryGetValue(lei, out var participant))
        {
            var stranger = AnyParty();
            signers.Add(Chance(3) ? Party.KeyNamed("stranger") : stranger.Key);
            return;
        }

        var keys = participant.Terms.Keys.Keys;
        signers.AddRange(
            Chance(7) ? [Any(keys).PublicKey] : keys.Where(key => key.ValidUntil > _now).Select(key => key.PublicKey)
        );
    }

    private Lei? OwnerOf(AccountAddress account) => _state.Accounts.GetValueOrDefault(account)?.Owner;

    private Lei? AuthorityOver(AccountAddress account) =>
        OwnerOf(account) is { } owner
            ? _state.Jurisdictions[_state.Participants[owner].Terms.Jurisdiction].Authority
            : null;

    private Lei? AuthorityOf(CountryCode code) => _state.Jurisdictions.GetValueOrDefault(code)?.Authority;

    private static byte[] Preimage(int number) => SHA256.HashData(BitConverter.GetBytes(number));
}
