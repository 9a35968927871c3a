using Comity.Client.Security;
using Comity.Client.Submission;
using Comity.Node.Access;
using Comity.Node.Hosting;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Testing;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Proxy;

/// <summary>
/// Thousands of payments to a real node through a proxy that drops, delays, duplicates and replays. A failure prints its seed: set
/// COMITY_PROXY_SEED to run it again with the same plans.
/// </summary>
public sealed class SafeRetryTests(ITestOutputHelper output)
{
    private const int Workers = 8;
    private const int PaymentsEach = 400;
    private const ulong Funds = 1_000_000_000;

    private static readonly ConnectionRetry Retry = new(30, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20))
    {
        AttemptTimeout = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public async Task Whatever_the_network_does_each_payment_is_made_once_and_reported_as_it_is()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("COMITY_PROXY_SEED"), out var stated)
            ? stated
            : Random.Shared.Next();
        output.WriteLine($"COMITY_PROXY_SEED={seed}");
        var folder = Directory.CreateTempSubdirectory("comity-proxy-").FullName;
        var world = new TestWorld(1, banksEach: 2);
        await using (var node = await StartAsync(world, folder))
        {
            using var direct = NodeConnection.Open(node.Uri, Calling(world, world.Authorities[0]));
            await FoundAsync(world, direct);
            await using var proxy = new FaultyProxy(node.Uri.Port, seed);
            var paid = await Task.WhenAll(
                Enumerable.Range(0, Workers).Select(worker => PayAsync(world, proxy, new Random(seed + 1 + worker)))
            );

            var sum = (UInt128)paid.Sum(static each => each);
            Assert.Equal(Funds - sum, await AvailableAsync(direct, world, 0));
            Assert.Equal(Funds + sum, await AvailableAsync(direct, world, 1));
            foreach (var mischief in Enum.GetValues<Mischief>())
            {
                output.WriteLine($"{mischief}: {proxy.Met(mischief)} connections");
                Assert.True(proxy.Met(mischief) > 0, $"no connection met {mischief}; seed {seed}");
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<long> PayAsync(TestWorld world, FaultyProxy proxy, Random random)
    {
        using var connection = NodeConnection.Open(proxy.Address, Calling(world, world.Banks[0]), Retry);
        var paid = 0L;
        for (var made = 0; made < PaymentsEach; )
        {
            // One at a time, or as many as fit into a stream; one in twenty asks for more than there is.
            var together = random.Next(4) == 0 ? random.Next(2, 150) : 1;
            var payments = Enumerable.Range(0, together).Select(_ => Draw(world, random)).ToList();
            var outcomes = await SendAsync(connection, [.. payments.Select(static each => each.Signed)]);
            for (var index = 0; index < together; index++)
            {
                paid += Judge(payments[index].Units, outcomes[index]);
            }

            made += together;
        }

        return paid;
    }

    private static long Judge(long units, SubmissionOutcome outcome)
    {
        if (units > (long)Funds)
        {
            var refused = Assert.IsType<SubmissionOutcome.Refused>(outcome);
            Assert.Equal(RefusalCode.InsufficientCover, refused.Refusal.Code);
            return 0;
        }

        Assert.IsType<SubmissionOutcome.Applied>(outcome);
        return units;
    }

    // As an application does: where nothing was heard however often it was tried, the same bytes go again.
    private static async Task<IReadOnlyList<SubmissionOutcome>> SendAsync(
        NodeConnection connection,
        IReadOnlyList<Wire.SignedTransaction> signed
    )
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return signed is [var one]
                    ? [await connection.SubmitAsync(one, TestContext.Current.CancellationToken)]
                    : await connection.SubmitManyAsync(signed, TestContext.Current.CancellationToken);
            }
            catch (RpcException) when (time < 5)
            {
                // Once more.
            }
        }
    }

    private static (long Units, Wire.SignedTransaction Signed) Draw(TestWorld world, Random random)
    {
        var units = random.Next(20) == 0 ? 2 * (long)Funds : random.Next(1, 1_000);
        var bytes = world.Pay(world.Banks[0], world.Banks[1], (UInt128)units, Uetr.Random());
        return (units, Wire.SignedTransaction.Parser.ParseFrom(bytes));
    }

    private static Task<NodeHost> StartAsync(TestWorld world, string folder) =>
        NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = folder,
                Genesis = world.GenesisBytes,
                Listen = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0),
                LogLevel = LogLevel.None,
                // The proxy cuts HTTP/2 frames, not TLS records.
                Access = new AccessOptions { InsecureLoopback = true },
            }
        );

    private static ConnectionSecurity Calling(TestWorld world, TestParticipant caller) =>
        new() { Tokens = world.TokensOf(caller) };

    private static async Task FoundAsync(TestWorld world, NodeConnection connection)
    {
        foreach (var bytes in world.Founding(Funds))
        {
            var outcome = await connection.SubmitAsync(Wire.SignedTransaction.Parser.ParseFrom(bytes));
            Assert.IsType<SubmissionOutcome.Applied>(outcome);
        }
    }

    private static async Task<UInt128> AvailableAsync(NodeConnection connection, TestWorld world, int bank) =>
        (await connection.GetBalancesAsync(world.Banks[bank].Account))[world.Currencies[0]].Available;
}
