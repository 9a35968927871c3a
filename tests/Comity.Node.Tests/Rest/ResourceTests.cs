using System.Net.Http.Json;
using System.Text.Json;

namespace Comity.Node.Tests.Rest;

/// <summary>The contract over REST: paths and spelling.</summary>
public sealed class ResourceTests
{
    [Fact]
    public async Task Resources_read_well_in_json()
    {
        await using var node = await RunningNode.StartFunded();
        var uetr = await node.Pay(12_345);
        var bank = node.World.Banks[0];

        var network = await Get(node, "/v1/network");
        var settlement = await Get(node, $"/v1/settlements/{uetr}");
        var balances = await Get(node, $"/v1/accounts/{bank.Account}/balances");
        var supply = await Get(node, "/v1/instruments/CNY/supply");
        var proof = await Get(node, $"/v1/proofs/balances/{bank.Account}/CNY");

        Assert.Equal("comity-test", network.GetProperty("network").GetString());
        Assert.Equal(node.Host.Engine.Tip.Root.ToString(), network.GetProperty("state_root").GetString());
        Assert.Equal("SETTLED", settlement.GetProperty("state").GetString());
        var transfer = settlement.GetProperty("transfers")[0];
        Assert.Equal(bank.Account.ToString(), transfer.GetProperty("from").GetString());
        Assert.Equal("123.45", transfer.GetProperty("amount").GetProperty("value").GetString());
        Assert.Equal("SETTLED", settlement.GetProperty("steps")[0].GetProperty("kind").GetString());
        var available = balances.GetProperty("balances")[0].GetProperty("available");
        Assert.Equal("9876.55", available.GetProperty("value").GetString());
        Assert.Equal("20000.00", supply.GetProperty("outstanding").GetProperty("value").GetString());
        Assert.Equal("9876.55", proof.GetProperty("balance").GetProperty("available").GetProperty("value").GetString());
    }

    private static Task<JsonElement> Get(RunningNode node, string path) =>
        node.Rest.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);
}
