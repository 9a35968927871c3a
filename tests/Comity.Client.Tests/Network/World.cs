using System.Collections.Immutable;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Comity.Client.Tests.Network;

/// <summary>Somebody of the world: a key, an account, an LEI and a BIC.</summary>
public sealed record Somebody(Lei Lei, Bic Bic, SigningKey Key, AccountAddress Account);

/// <summary>Three authorities and currencies, a bank in each, an FX provider, and a node that is reached over gRPC.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly WebApplication _server;

    private World(LedgerNode node, WebApplication server, ImmutableArray<Somebody> authorities, Timestamp start)
    {
        (Node, _server, Authorities, Start) = (node, server, authorities, start);
        Connection = Connect();
    }

    public static string Network => "comity-test";

    public static ImmutableArray<string> Currencies { get; } = ["CNY", "HKD", "THB"];

    public LedgerNode Node { get; }

    public NodeConnection Connection { get; }

    /// <summary>What made the world, so that another node can be given the same.</summary>
    public List<(SigningKey Key, Operation Operation)> Founding { get; } = [];

    public NetworkGenesis Genesis => Node.Genesis;

    public Timestamp Start { get; }

    public ImmutableArray<Somebody> Authorities { get; }

    public Somebody Beijing { get; } = Make("BEIJING", "BKBJCNBJ");

    public Somebody Hongkong { get; } = Make("HONGKONG", "BKHKHKHH");

    public Somebody Bangkok { get; } = Make("BANGKOK", "BKBKTHBK");

    public Somebody Dealer { get; } = Make("DEALER", "FXHKHKHH");

    public static async Task<World> StartAsync(ulong funds = 1_000_000)
    {
        var start = new Timestamp((ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        ImmutableArray<Somebody> authorities =
        [
            Make("AUTHORITYCN", "PBOCCNBJ"),
            Make("AUTHORITYHK", "HKMAHKHH"),
            Make("AUTHORITYTH", "BOTHTHBK"),
        ];
        string[] countries = ["CN", "HK", "TH"];
        var genesis = new NetworkGenesis(
            Network,
            start,
            new NetworkParameters(),
            [
                .. countries.Select(
                    (country, index) =>
                        new FoundingJurisdiction(
                            CountryCode.Parse(country),
                            Terms(authorities[index], country, Roles.Authority)
                        )
                ),
            ],
            [
                .. Currencies.Select(
                    (currency, index) => new InstrumentTerms(InstrumentId.Parse(currency), 2, authorities[index].Lei)
                ),
            ]
        );
        var node = new LedgerNode(genesis);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(node);
        var server = builder.Build();
        LedgerNodeServices.Map(server);
        await server.StartAsync();
        var world = new World(node, server, authorities, start);
        world.Settle(funds);
        return world;
    }

    public NodeConnection Connect(TimeSpan? longestRetryAfter = null)
    {
        var retry = new Comity.Client.Submission.ConnectionRetry(
            6,
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMilliseconds(5)
        );
        return NodeConnection.Open(
            new Uri(_server.Urls.First()),
            Comity.Client.Security.ConnectionSecurity.None,
            longestRetryAfter is { } longest ? retry with { LongestRetryAfter = longest } : retry
        );
    }

    /// <summary>A standing offer of the dealer.</summary>
    public OfferId Offer(string sells, string buys, Rate rate, ulong capacity, ulong minimum = 0)
    {
        var id = OfferId.Random();
        Node.Run(
            [Dealer.Key],
            new PostOffer
            {
                Id = id,
                Account = Dealer.Account,
                Sells = InstrumentId.Parse(sells),
                Buys = InstrumentId.Parse(buys),
                Rate = rate,
                Capacity = capacity,
                Minimum = minimum,
                ExpiresAt = Start.Plus(86_400_000),
            }
        );
        return id;
    }

    public UInt128 Available(Somebody who, string currency) =>
        Node.View.Balance(who.Account, InstrumentId.Parse(currency)).Available;

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await _server.DisposeAsync();
    }

    private static Somebody Make(string name, string bic) =>
        new(
            Lei.WithCheckDigits(name.PadRight(18, '0')[..18]),
            Bic.Parse(bic),
            SigningKey.Generate(),
            AccountAddress.Random()
        );

    private static ParticipantTerms Terms(Somebody who, string country, Roles roles) =>
        new(
            who.Lei,
            who.Bic,
            CountryCode.Parse(country),
            roles,
            new KeySet([new ParticipantKey(who.Key.PublicKey, Permissions.All, Timestamp.Never)], [])
        );

    private void Settle(ulong funds)
    {
        Admit(Authorities[0], Beijing, "CN", Roles.Bank, funds, "CNY");
        Admit(Authorities[1], Hongkong, "HK", Roles.Bank, funds, "HKD");
        Admit(Authorities[2], Bangkok, "TH", Roles.Bank, funds, "THB");
        Admit(Authorities[1], Dealer, "HK", Roles.FxProvider, 100_000_000, "HKD");
        // The dealer is issued other currencies through the banks of their jurisdictions.
        Fund(Authorities[0], Beijing, "CNY");
        Fund(Authorities[2], Bangkok, "THB");
    }

    private void Admit(Somebody authority, Somebody who, string country, Roles roles, ulong funds, string currency)
    {
        Run(authority.Key, new Admit(Terms(who, country, roles)));
        Run(who.Key, new OpenAccount(who.Account, who.Lei));
        Run(authority.Key, Issue(currency, who, funds, who.Bic.ToString()));
    }

    private void Fund(Somebody authority, Somebody through, string currency)
    {
        Run(authority.Key, Issue(currency, through, 100_000_000, "dealer"));
        Run(
            through.Key,
            new Comity.Protocol.Transactions.Operations.Settlement.Settle
            {
                Uetr = Uetr.Random(),
                Legs =
                [
                    new Leg(through.Account, Dealer.Account, new Amount(InstrumentId.Parse(currency), 100_000_000)),
                ],
            }
        );
    }

    private void Run(SigningKey key, Operation operation)
    {
        Founding.Add((key, operation));
        Node.Run([key], operation);
    }

    private static Issue Issue(string currency, Somebody who, ulong units, string reference) =>
        new(InstrumentId.Parse(currency), who.Account, units, reference);
}
