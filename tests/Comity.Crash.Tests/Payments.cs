using System.Collections.Concurrent;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Crash.Tests;

/// <summary>One payment and what its sender was told of it.</summary>
/// <param name="Uetr">Its id.</param>
/// <param name="From">The paying bank's number.</param>
/// <param name="To">The paid bank's number.</param>
/// <param name="Units">Minor units.</param>
/// <param name="Bytes">The signed transaction.</param>
internal sealed record Payment(Uetr Uetr, int From, int To, ulong Units, byte[] Bytes)
{
    /// <summary>What the node answered; unspecified where it never did.</summary>
    public Wire.TransactionOutcome.Types.Kind Told { get; set; }
}

/// <summary>Everything that was ever sent, and what must follow from it.</summary>
internal sealed class Payments(TestWorld world, ulong funds, int seed)
{
    private const ulong TooMuch = 1_000_000_000_000;
    private readonly List<Payment> _settled = [];
    private ConcurrentBag<Payment> _open = [];

    public int Acknowledged { get; private set; }

    public int Unanswered { get; private set; }

    public int Refused { get; private set; }

    /// <summary>One account sends payments, some of which it cannot cover, until the node is gone.</summary>
    public async Task Send(NodeClients client, int bank, int life)
    {
        var random = new Random(HashCode.Combine(seed, bank, life));
        try
        {
            while (true)
            {
                var batch = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Make(random, bank)).ToArray();
                var request = new Wire.SubmitRequest
                {
                    Transactions = { batch.Select(static one => ByteString.CopyFrom(one.Bytes)) },
                };
                var response = await client.Transactions.SubmitAsync(request);
                for (var index = 0; index < batch.Length; index++)
                {
                    batch[index].Told = response.Outcomes[index].Kind;
                }
            }
        }
        catch (RpcException gone)
            when (gone.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled) { }
    }

    /// <summary>
    /// One account sends payments, one after the other, until the node says that it is stopping or takes no more calls; what it did not
    /// take counts as turned away.
    /// </summary>
    public async Task SendUntilStopping(NodeClients client, int bank)
    {
        var random = new Random(HashCode.Combine(seed, bank));
        while (true)
        {
            var payment = Make(random, bank);
            try
            {
                var request = new Wire.SubmitRequest { Transactions = { ByteString.CopyFrom(payment.Bytes) } };
                payment.Told = (await client.Transactions.SubmitAsync(request)).Outcomes[0].Kind;
            }
            catch (RpcException gone) when (gone.StatusCode == StatusCode.Unavailable)
            {
                payment.Told = Wire.TransactionOutcome.Types.Kind.Busy;
            }

            if (payment.Told == Wire.TransactionOutcome.Types.Kind.Busy)
            {
                return;
            }
        }
    }

    /// <summary>The same on one stream, many under way at once; how it ended.</summary>
    public async Task<Status> StreamUntilStopping(NodeClients client, int bank)
    {
        var random = new Random(HashCode.Combine(seed, bank, 1));
        var sent = new ConcurrentQueue<Payment>();
        using var call = client.Transactions.SubmitStream();
        var writing = WriteAsync();
        var end = Status.DefaultSuccess;
        try
        {
            while (await call.ResponseStream.MoveNext())
            {
                sent.TryDequeue(out var payment);
                payment!.Told = call.ResponseStream.Current.Outcomes[0].Kind;
            }
        }
        catch (RpcException gone)
        {
            end = gone.Status;
        }

        await writing;
        foreach (var untaken in sent)
        {
            untaken.Told = Wire.TransactionOutcome.Types.Kind.Busy;
        }

        return end;

        async Task WriteAsync()
        {
            try
            {
                while (true)
                {
                    var payment = Make(random, bank);
                    sent.Enqueue(payment);
                    await call.RequestStream.WriteAsync(
                        new Wire.SubmitRequest { Transactions = { ByteString.CopyFrom(payment.Bytes) } }
                    );
                }
            }
            catch (Exception gone) when (gone is RpcException or InvalidOperationException or IOException) { }
        }
    }

    /// <summary>Compares a node's state with what senders were told, and sends again what was never answered.</summary>
    public async Task Check(NodeProcess node)
    {
        var open = _open.ToArray();
        _open = [];
        var states = await Task.WhenAll(open.Select(payment => StateOf(ClientOf(node, payment.From), payment.Uetr)));
        for (var index = 0; index < open.Length; index++)
        {
            var (payment, state) = (open[index], states[index]);
            Assert.True(
                payment.Told switch
                {
                    Wire.TransactionOutcome.Types.Kind.Applied => state == Wire.SettlementInfo.Types.State.Settled,
                    Wire.TransactionOutcome.Types.Kind.Refused or Wire.TransactionOutcome.Types.Kind.Busy => state
                        == Wire.SettlementInfo.Types.State.Unknown,
                    _ => state is Wire.SettlementInfo.Types.State.Settled or Wire.SettlementInfo.Types.State.Unknown
                        && (state == Wire.SettlementInfo.Types.State.Unknown || payment.Units < TooMuch),
                },
                $"Payment {payment.Uetr} was told {payment.Told} and is {state}."
            );
            Count(payment);
            if (payment.Told == Wire.TransactionOutcome.Types.Kind.Unspecified)
            {
                await SendAgain(ClientOf(node, payment.From), payment, state);
            }
            else if (state == Wire.SettlementInfo.Types.State.Settled)
            {
                _settled.Add(payment);
            }
        }

        await CheckBalances(node);
    }

    // A node that has just started may still be opening its read model, and says so.
    private static async Task<Wire.SettlementInfo.Types.State> StateOf(NodeClients client, Uetr uetr)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var request = new Wire.GetSettlementRequest { Uetr = uetr.ToString() };
                return (await client.Settlements.GetSettlementAsync(request)).State;
            }
            catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable && attempt < 300)
            {
                await Task.Delay(100);
            }
        }
    }

    private Payment Make(Random random, int from)
    {
        var to = (from + random.Next(1, world.Banks.Count)) % world.Banks.Count;
        var units = random.Next(10) == 0 ? TooMuch : (ulong)random.Next(1, 5);
        var uetr = Uetr.Random();
        var payment = new Payment(uetr, from, to, units, world.Pay(world.Banks[from], world.Banks[to], units, uetr));
        _open.Add(payment);
        return payment;
    }

    private void Count(Payment payment)
    {
        Acknowledged += payment.Told == Wire.TransactionOutcome.Types.Kind.Applied ? 1 : 0;
        Refused += payment.Told == Wire.TransactionOutcome.Types.Kind.Refused ? 1 : 0;
        Unanswered += payment.Told == Wire.TransactionOutcome.Types.Kind.Unspecified ? 1 : 0;
    }

    // Sent again, it settles now if it had not, and is a duplicate if it had.
    private async Task SendAgain(NodeClients client, Payment payment, Wire.SettlementInfo.Types.State state)
    {
        var request = new Wire.SubmitRequest { Transactions = { ByteString.CopyFrom(payment.Bytes) } };
        var outcome = Assert.Single((await client.Transactions.SubmitAsync(request)).Outcomes);
        if (state == Wire.SettlementInfo.Types.State.Settled)
        {
            Assert.Equal("DuplicateTransaction", outcome.Refusal.Name);
        }

        if (
            state == Wire.SettlementInfo.Types.State.Settled
            || outcome.Kind == Wire.TransactionOutcome.Types.Kind.Applied
        )
        {
            _settled.Add(payment);
        }
    }

    private NodeClients ClientOf(NodeProcess node, int bank) => node.As(world.Banks[bank]);

    private async Task CheckBalances(NodeProcess node)
    {
        for (var bank = 0; bank < world.Banks.Count; bank++)
        {
            var request = new Wire.GetBalancesRequest { Account = world.Banks[bank].Account.ToString() };
            var held = (await ClientOf(node, bank).Accounts.GetBalancesAsync(request)).Balances.ToDictionary(
                static balance => balance.Available.Instrument,
                static balance => (ulong)balance.Available.ToUnits()
            );
            foreach (var currency in world.Currencies)
            {
                var expected = world.CurrencyOf(world.Banks[bank]) == currency ? funds : 0;
                foreach (var payment in _settled.Where(one => world.CurrencyOf(world.Banks[one.From]) == currency))
                {
                    expected += payment.To == bank ? payment.Units : 0;
                    expected -= payment.From == bank ? payment.Units : 0;
                }

                Assert.Equal(expected, held.GetValueOrDefault(currency.ToString()));
            }
        }
    }
}
