using System.Security.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;
using Comity.Testing;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.OpenApi;

/// <summary>A node whose every byte is the same each time: keys, salts and the clock are fixed. What examples are made of.</summary>
internal sealed class ExampleWorld : IAsyncDisposable
{
    public const string Paid = "8b7e3c1a-52d4-4f0e-9c6b-1f2a3b4c5d6e";
    public const string Waiting = "2f1d9c64-7a3b-4e58-8d21-0a9b8c7d6e5f";
    public const string ToPay = "c0ffee00-1234-4abc-9def-0123456789ab";
    public const string TooMuch = "deadbeef-0000-4000-8000-000000000001";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 30, 0, TimeSpan.Zero);
    private int _salt;

    private ExampleWorld(TestWorld world, RunningNode node)
    {
        (World, Node) = (world, node);
    }

    public TestWorld World { get; }

    public RunningNode Node { get; }

    public TestParticipant Bank => World.Banks[0];

    public TestParticipant Payee => World.Banks[1];

    public static async Task<ExampleWorld> Open()
    {
        var time = new FixedTime(Start);
        var world = new TestWorld(2, time: time, network: "comity-example");
        var node = await RunningNode.Start(world, change: options => options with { Time = time });
        var example = new ExampleWorld(world, node);
        await example.Found();
        return example;
    }

    public Wire.SignedTransaction Sign(TestParticipant signer, params IEnumerable<Operation> operations)
    {
        var body = new Wire.TransactionBody
        {
            Network = World.Genesis.Network,
            Salt = ByteString.CopyFrom(SHA256.HashData(BitConverter.GetBytes(_salt++)).AsSpan(0, 16)),
            ValidUntil = World.Now.Plus(300_000).Milliseconds,
            Signers = { signer.Key.PublicKey.ToWire() },
            Operations = { operations.Select(static operation => operation.ToWire()) },
        }.ToByteString();
        return new Wire.SignedTransaction
        {
            Body = body,
            Signatures = { ByteString.CopyFrom(signer.Key.Sign(body.Span)) },
        };
    }

    public static Uetr Id(string text) => Uetr.TryParse(text, out var uetr) ? uetr : throw new FormatException(text);

    public async ValueTask DisposeAsync() => await Node.DisposeAsync();

    private async Task Found()
    {
        foreach (var bank in World.Banks)
        {
            var authority = World.Authorities.Single(authority => authority.Country == bank.Country);
            await Apply(authority, new Admit(bank.Terms));
            await Apply(bank, new OpenAccount(bank.Account, bank.Lei));
            await Apply(authority, new Issue(World.CurrencyOf(bank), bank.Account, 1_000_000, $"R {bank.Terms.Bic}"));
        }

        var cny = new RuleScope([World.Currencies[0]], [], [], true);
        await Apply(
            World.Authorities[0],
            new SetJurisdictionPolicy(
                World.Authorities[0].Country,
                new RulePolicy([new LargestAmountRule("CN-LARGEST", cny, 5_000_000)])
            )
        );
        await Apply(
            World.Authorities[1],
            new SetInstrumentPolicy(
                World.Currencies[1],
                new RulePolicy([new HolderRule("HKD-HOLDERS", RuleScope.Any, Roles.Bank | Roles.Authority, [])])
            )
        );
        await Apply(
            World.Banks[2],
            new PostOffer
            {
                Id = new OfferId(SHA256.HashData([1]).AsSpan(0, 16)),
                Account = World.Banks[2].Account,
                Sells = World.Currencies[1],
                Buys = World.Currencies[0],
                Rate = new Rate(1085, 1000),
                Capacity = 500_000,
                ExpiresAt = World.Now.Plus(86_400_000),
            }
        );
        await Apply(Bank, World.Payment(Bank, Payee, 25_000, Id(Paid)));
        await Apply(
            Bank,
            World.Payment(Bank, Payee, 2_000_000, Id(Waiting)) with
            {
                Queue = new QueueTerms(0, World.Now.Plus(3_600_000), Reserve: false),
                Purpose = "SUPP",
            }
        );
    }

    private async Task Apply(TestParticipant signer, Operation operation)
    {
        var outcome = Assert.Single(await Node.Submit(Sign(signer, operation).ToByteArray()));
        Assert.True(outcome.Kind == Wire.TransactionOutcome.Types.Kind.Applied, outcome.ToString());
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
