using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Proofs;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;
using Grpc.Core;
using Grpc.Health.V1;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

public sealed class QueryTests
{
    [Fact]
    public async Task The_network_says_its_genesis_and_how_far_it_has_come()
    {
        await using var node = await RunningNode.StartFunded();

        var info = await node.Client.Network.GetNetworkAsync(new Wire.GetNetworkRequest());

        Assert.Equal(node.World.Genesis.Network, info.Network);
        Assert.Equal(node.World.GenesisBytes, info.Genesis.ToByteArray());
        Assert.Equal(node.Host.Engine.Tip.Height, info.Height);
        Assert.Equal(node.Host.Engine.Tip.Root.ToString(), info.StateRoot);
        Assert.Equal((ulong)node.World.Banks.Count, info.Accounts);
        Assert.Equal("0.1.0", info.Version);
    }

    [Fact]
    public async Task A_settlement_shows_its_state_and_every_step()
    {
        await using var node = await RunningNode.StartFunded();
        var uetr = Uetr.Random();
        await Queue(node, uetr);

        var waiting = await Settlement(node, uetr);
        await node.Submit(node.World.Sign(node.World.Banks[0], new Cancel(uetr, "CUST")));
        var cancelled = await Settlement(node, uetr);
        var unknown = await Settlement(node, Uetr.Random());

        Assert.Equal(Wire.SettlementInfo.Types.State.Waiting, waiting.State);
        Assert.Equal(node.World.Banks[0].Lei.ToString(), Assert.Single(waiting.Authorised));
        Assert.Equal(uetr.ToString(), waiting.Waiting.Uetr);
        Assert.Equal("20000.00", Assert.Single(waiting.Waiting.Transfers).Amount.Value);
        Assert.Equal(Wire.SettlementInfo.Types.State.Cancelled, cancelled.State);
        Assert.Contains(Wire.EventView.Types.Kind.Queued, cancelled.Steps.Select(static step => step.Kind));
        var last = cancelled.Steps[^1];
        Assert.Equal("CUST", last.Reason);
        Assert.Equal(node.Host.Engine.Tip.Height, last.Height);
        Assert.Equal(Wire.SettlementInfo.Types.State.Unknown, unknown.State);
        Assert.Empty(unknown.Steps);
    }

    [Fact]
    public async Task A_settlement_and_its_steps_are_of_one_block_whatever_happens_meanwhile()
    {
        await using var node = await RunningNode.StartFunded();
        using var enough = new CancellationTokenSource();
        // Blocks all the time, and in them the settlements that are asked for.
        var asked = System.Threading.Channels.Channel.CreateUnbounded<Uetr>();
        var paying = Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    var uetr = Uetr.Random();
                    asked.Writer.TryWrite(uetr);
                    await node.Submit(node.World.Pay(node.World.Banks[0], node.World.Banks[1], 1, uetr));
                }
            },
            TestContext.Current.CancellationToken
        );
        for (var question = 0; question < 400; question++)
        {
            var uetr = await asked.Reader.ReadAsync(TestContext.Current.CancellationToken);
            Wire.SettlementInfo info;
            do
            {
                info = await node.Client.Settlements.GetSettlementAsync(
                    new Wire.GetSettlementRequest { Uetr = uetr.ToString() }
                );
                Assert.Equal(info.Height, info.HasStepsHeight ? info.StepsHeight : info.Height);
                Assert.Equal(info.State == Wire.SettlementInfo.Types.State.Settled ? 1 : 0, info.Steps.Count);
                Assert.All(info.Steps, step => Assert.True(step.Height <= info.Height));
            } while (info.Steps.Count == 0);
        }

        await enough.CancelAsync();
        await paying;
    }

    [Fact]
    public async Task Balances_and_supply_add_up()
    {
        await using var node = await RunningNode.StartFunded();
        await node.Pay(300);

        var balances = await node.Client.Accounts.GetBalancesAsync(
            new Wire.GetBalancesRequest { Account = node.World.Banks[0].Account.ToString() }
        );
        var supply = await node.Client.Network.GetSupplyAsync(new Wire.GetSupplyRequest { Instrument = "CNY" });
        var none = await node.Client.Accounts.GetBalancesAsync(
            new Wire.GetBalancesRequest { Account = AccountAddress.Random().ToString() }
        );

        Assert.Equal(node.World.Banks[0].Lei.ToString(), balances.Owner);
        Assert.Equal("9997.00", Assert.Single(balances.Balances).Available.Value);
        Assert.Equal("20000.00", supply.Issued.Value);
        Assert.Equal("0.00", supply.Redeemed.Value);
        Assert.Equal("20000.00", supply.Outstanding.Value);
        Assert.Equal(2U, supply.Decimals);
        Assert.Equal(node.World.Authorities[0].Lei.ToString(), supply.Issuer);
        Assert.Empty(none.Owner);
        Assert.Empty(none.Balances);
    }

    [Fact]
    public async Task Offers_participants_and_waiting_settlements_are_listed()
    {
        await using var node = await RunningNode.StartFunded();
        var (world, uetr) = (node.World, Uetr.Random());
        var offer = new PostOffer
        {
            Id = new OfferId(uetr.ToArray()),
            Account = world.Banks[0].Account,
            Sells = InstrumentId.Parse("CNY"),
            Buys = InstrumentId.Parse("HKD"),
            Rate = new Rate(9, 10),
            Capacity = 500,
            ExpiresAt = world.Now.Plus(60_000),
        };
        Assert.Equal(
            Wire.TransactionOutcome.Types.Kind.Applied,
            Assert.Single(await node.Submit(world.Sign(world.Banks[0], offer))).Kind
        );
        await Queue(node, uetr);

        var offers = await node.Client.Offers.ListOffersAsync(new Wire.ListOffersRequest());
        var participants = await node.Client.Network.ListParticipantsAsync(new Wire.ListParticipantsRequest());
        var waiting = await node.Client.Settlements.ListWaitingAsync(new Wire.ListWaitingRequest());

        var listed = Assert.Single(offers.Offers);
        Assert.Equal(world.Banks[0].Lei.ToString(), listed.Maker);
        Assert.Equal((UInt128)500, listed.Remaining.ToUnits());
        Assert.Equal((UInt128)1_000_000, listed.Cover.ToUnits());
        Assert.Equal(world.Authorities.Count + world.Banks.Count, participants.Participants.Count);
        Assert.Equal(uetr.ToString(), Assert.Single(waiting.Settlements).Uetr);
    }

    [Fact]
    public async Task Proofs_of_balance_supply_and_settlement_hold_against_the_root_and_only_for_what_they_state()
    {
        await using var node = await RunningNode.StartFunded();
        var uetr = await node.Pay(300);
        var bank = node.World.Banks[0];

        var balance = await Prove(
            node,
            new()
            {
                Balance = new() { Account = bank.Account.ToString(), Instrument = "CNY" },
            }
        );
        var supply = await Prove(node, new() { Supply = "HKD" });
        var settlement = await Prove(node, new() { Settlement = uetr.ToString() });

        var balanceKey = StateKey.Balance(bank.Account, InstrumentId.Parse("CNY"));
        Assert.True(Holds(balance, balanceKey, new BalanceValue(999_700, 0).Hash()));
        Assert.False(Holds(balance, balanceKey, new BalanceValue(999_701, 0).Hash()));
        Assert.Equal((UInt128)999_700, balance.Balance.Available.ToUnits());
        Assert.True(Holds(supply, StateKey.Supply(InstrumentId.Parse("HKD")), new SupplyValue(2_000_000, 0).Hash()));
        var finished = settlement.Settlement;
        var value = new SettlementValue(
            (SettlementStatus)(int)finished.State,
            new Timestamp(finished.Time),
            Hash(finished.Terms)
        );
        Assert.Equal(SettlementStatus.Settled, value.Status);
        Assert.True(Holds(settlement, StateKey.Settlement(uetr), value.Hash()));
    }

    [Fact]
    public async Task Absence_is_proven_and_a_waiting_settlement_by_its_record()
    {
        await using var node = await RunningNode.StartFunded();
        var (account, uetr) = (node.World.Banks[0].Account, Uetr.Random());
        await Queue(node, uetr);

        var absent = await Prove(
            node,
            new()
            {
                Balance = new() { Account = account.ToString(), Instrument = "HKD" },
            }
        );
        var waiting = await Prove(node, new() { Settlement = uetr.ToString() });

        Assert.Equal(Wire.ProofInfo.ValueOneofCase.None, absent.ValueCase);
        Assert.True(Holds(absent, StateKey.Balance(account, InstrumentId.Parse("HKD")), null));
        Assert.Equal(Wire.ProofInfo.ValueOneofCase.Record, waiting.ValueCase);
        Assert.True(Holds(waiting, StateKey.Settlement(uetr), Hash(waiting.Record)));
        Assert.False(Holds(waiting, StateKey.Settlement(uetr), null));
    }

    [Fact]
    public async Task What_cannot_be_read_is_an_invalid_argument_that_names_the_field()
    {
        await using var node = await RunningNode.StartFunded();

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await node.Client.Accounts.GetBalancesAsync(new Wire.GetBalancesRequest { Account = "CNY" })
        );

        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        Assert.Equal(
            "account is 'CNY', which is no account address or is mistyped; it has 34 characters and a checksum.",
            fault.Status.Detail
        );
    }

    [Fact]
    public async Task The_health_service_says_that_the_node_serves()
    {
        await using var node = await RunningNode.StartFunded();
        var health = new Health.HealthClient(node.Channel);

        var answer = await health.CheckAsync(new HealthCheckRequest());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }

    private static Hash256 Hash(string text) =>
        Hash256.TryParse(text, out var hash) ? hash : throw new FormatException(text);

    private static async Task<Wire.ProofInfo> Prove(RunningNode node, Wire.ProveRequest request) =>
        await node.Client.Proofs.ProveAsync(request);

    private static bool Holds(Wire.ProofInfo info, Hash256 key, Hash256? value) =>
        MerkleProof.TryDecode(info.Proof.Span, out var proof, out _) && proof.Verify(Hash(info.StateRoot), key, value);

    private static async Task<Wire.SettlementInfo> Settlement(RunningNode node, Uetr uetr) =>
        await node.Client.Settlements.GetSettlementAsync(new Wire.GetSettlementRequest { Uetr = uetr.ToString() });

    private static async Task Queue(RunningNode node, Uetr uetr)
    {
        var world = node.World;
        var settle = world.Payment(world.Banks[0], world.Banks[1], 2_000_000, uetr) with
        {
            Queue = new QueueTerms(0, world.Now.Plus(600_000), Reserve: false),
        };
        Assert.Equal(
            Wire.TransactionOutcome.Types.Kind.Applied,
            Assert.Single(await node.Submit(world.Sign(world.Banks[0], settle))).Kind
        );
    }
}
