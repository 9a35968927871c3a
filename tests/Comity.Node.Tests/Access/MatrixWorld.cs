using Comity.Client.Security;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Settlement;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Net.Client;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Access;

/// <summary>
/// A node in a world with somebody of every role: a payment in CNY between two banks of CN that has settled and one that waits, and
/// an offer that is for the paying bank alone.
/// </summary>
public sealed class MatrixWorld : IAsyncLifetime
{
    private readonly TestParticipant _paymentProvider = new(CountryCode.Parse("CN"), 7, Roles.PaymentProvider);
    private readonly TestParticipant _fxProvider = new(CountryCode.Parse("CN"), 8, Roles.FxProvider);
    private readonly TestParticipant _supervisor = new(CountryCode.Parse("CN"), 9, Roles.Supervisor);
    private RunningNode? _node;

    internal RunningNode Node => _node!;

    /// <summary>The bank that pays.</summary>
    public TestParticipant Payer => Node.World.Banks[0];

    /// <summary>A settlement that settled.</summary>
    public string Settled { get; private set; } = "";

    /// <summary>The same as bytes.</summary>
    public byte[] SettledBytes { get; private set; } = [];

    /// <summary>A settlement that waits.</summary>
    public string Waiting { get; private set; } = "";

    /// <summary>An offer with one taker.</summary>
    public string PrivateOffer { get; private set; } = "";

    /// <summary>A settlement that there is not.</summary>
    public string NoSettlement { get; } = Uetr.Random().ToString();

    /// <summary>An account that there is not.</summary>
    public string NoAccount { get; } = AccountAddress.Random().ToString();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartFunded();
        var world = Node.World;
        foreach (var other in (TestParticipant[])[_paymentProvider, _fxProvider, _supervisor])
        {
            await Apply(world.Authorities[0], new Admit(other.Terms));
            await Apply(other, new OpenAccount(other.Account, other.Lei));
        }

        await Apply(
            world.Authorities[0],
            new Issue(world.Currencies[0], _fxProvider.Account, 1_000_000, "reserve of the provider")
        );
        var uetr = await Node.Pay(25);
        (Settled, SettledBytes) = (uetr.ToString(), uetr.ToArray());
        var waiting = Uetr.Random();
        await Apply(
            Payer,
            world.Payment(Payer, world.Banks[1], 100_000_000, waiting) with
            {
                Queue = new QueueTerms(0, world.Now.Plus(3_000_000), Reserve: false),
            }
        );
        Waiting = waiting.ToString();
        PrivateOffer = await Offer();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Node.DisposeAsync();

    /// <summary>A call's connections for a role.</summary>
    internal (GrpcChannel Channel, HttpClient Http) As(Role role)
    {
        var (channel, _, http) = Node.Call(role == Role.Anonymous ? null : TokensOf(role));
        return (channel, http);
    }

    /// <summary>A payment of one unit, signed by the payer, whoever hands it in.</summary>
    internal ByteString Payment() => ByteString.CopyFrom(Node.World.Pay(Payer, Node.World.Banks[1], 1, Uetr.Random()));

    /// <summary>The same for a call that takes body and signatures apart.</summary>
    internal Wire.SubmitTransactionRequest SinglePayment()
    {
        var signed = Wire.SignedTransaction.Parser.ParseFrom(Payment());
        return new Wire.SubmitTransactionRequest { Body = signed.Body, Signatures = { signed.Signatures } };
    }

    /// <summary>A transaction to be prepared.</summary>
    internal Wire.PrepareRequest Preparation() =>
        new()
        {
            Signers = { Payer.Key.PublicKey.ToString() },
            Operations =
            {
                new Wire.Instruction { Cancel = new Wire.Instruction.Types.Cancel { Uetr = NoSettlement } },
            },
        };

    private TokenSource TokensOf(Role role)
    {
        var world = Node.World;
        return role switch
        {
            Role.ExpiredToken => TokenSource.OfParticipant(
                Payer.Lei,
                Payer.Key,
                world.Id,
                TimeSpan.FromMinutes(1),
                new LateTime()
            ),
            // The key is a stranger's, so its signature is not the participant's.
            Role.ForgedToken => TokenSource.OfParticipant(Payer.Lei, SigningKey.Generate(), world.Id),
            Role.Operator => TokenSource.OfOperator(Node.OperatorKey, world.Id),
            Role.Authority => world.TokensOf(world.Authorities[0]),
            Role.BankParty => world.TokensOf(Payer),
            Role.BankNonParty => world.TokensOf(world.Banks[2]),
            Role.PaymentProvider => world.TokensOf(_paymentProvider),
            Role.FxProvider => world.TokensOf(_fxProvider),
            Role.Supervisor => world.TokensOf(_supervisor),
            Role.OtherAuthority => world.TokensOf(world.Authorities[1]),
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role has no token."),
        };
    }

    private async Task<string> Offer()
    {
        var world = Node.World;
        var offer = new PostOffer
        {
            Id = OfferId.Random(),
            Account = _fxProvider.Account,
            Sells = world.Currencies[0],
            Buys = world.Currencies[1],
            Rate = new Rate(1, 1),
            Capacity = 100_000,
            Takers = [Payer.Lei],
            ExpiresAt = world.Now.Plus(3_000_000),
        };
        await Apply(_fxProvider, offer);
        return offer.Id.ToString();
    }

    private async Task Apply(TestParticipant signer, Operation operation)
    {
        var outcome = Assert.Single(await Node.Submit(Node.World.Sign(signer, operation)));
        Assert.True(outcome.Kind == Wire.TransactionOutcome.Types.Kind.Applied, $"{operation}: {outcome}");
    }

    private sealed class LateTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - TimeSpan.FromMinutes(5);
    }
}
