using Comity.Cli.Scenarios;
using Comity.Cli.Scenarios.Reading;
using Comity.Cli.Tests.Scenarios;
using Comity.Cli.Worlds;
using Comity.Ledger.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Google.Protobuf;

namespace Comity.Cli.Tests.Worlds;

public sealed class FoundingTests
{
    private static readonly Timestamp Start = new(1_790_000_000_000);

    [Fact]
    public void The_demo_world_is_founded_without_a_refusal()
    {
        Assert.True(
            ScenarioReader.TryReadFile(Repository.DemoScenario, out var scenario, out var faults),
            Text(faults)
        );
        using var world = World.Create(scenario, Start);

        var ledger = Found(world);

        Assert.Equal(17, ledger.View.AccountCount);
        Assert.Equal(scenario.Offers.Length, ledger.View.Offers.Count());
        foreach (var currency in scenario.Currencies)
        {
            Assert.True(ledger.View.TryGetSupply(currency.Id, out var supply));
            var issued = scenario.Reserves.Where(reserve => reserve.Amount.Instrument == currency.Id);
            Assert.Equal(issued.Aggregate(UInt128.Zero, static (sum, one) => sum + one.Amount.Units), supply.Issued);
        }

        ledger.CheckInvariants();
    }

    [Fact]
    public void The_genesis_can_be_read_back()
    {
        using var world = World.Create(Small(), Start);

        Assert.True(NetworkGenesis.TryRead(world.Genesis.ToBytes(), out var read, out var failure), $"{failure}");
        Assert.Equal("small", read.Network);
        Assert.Equal(2, read.Jurisdictions.Length);
    }

    [Fact]
    public void A_seed_gives_the_same_keys_and_accounts_every_time_and_no_seed_gives_others()
    {
        var bic = Bic.Parse("GUANCNBJ");
        using var first = World.Create(Small(), Start);
        using var second = World.Create(Small(), Start);
        using var random = World.Create(Small("  key-seed: test\n", string.Empty), Start);

        Assert.Equal(first.KeyOf(bic, "main").PublicKey, second.KeyOf(bic, "main").PublicKey);
        Assert.Equal(first.AccountOf(bic), second.AccountOf(bic));
        Assert.NotEqual(first.KeyOf(bic, "main").PublicKey, random.KeyOf(bic, "main").PublicKey);
        Assert.NotEqual(first.AccountOf(bic), random.AccountOf(bic));
        Assert.NotEqual(first.AccountOf(bic), first.AccountOf(Bic.Parse("CHAOTHBK")));
    }

    [Fact]
    public void As_many_keys_sign_as_the_threshold_asks()
    {
        var scenario = Small(
            "{ name: One, bic",
            "{ keys: { a: [pay], b: [issue], c: [issue, pay] }, thresholds: { issue: 2 }, name: One, bic"
        );
        using var world = World.Create(scenario, Start);
        var authority = Bic.Parse("CBCNCNBJ");

        Assert.Equal(2, world.KeysFor(authority, Permissions.Issue).Length);
        Assert.Equal(
            [world.KeyOf(authority, "a").PublicKey],
            world.KeysFor(authority, Permissions.Pay).Select(static key => key.PublicKey)
        );
        Assert.Equal(3, world.KeysFor(authority, Permissions.Issue | Permissions.Pay).Length);
    }

    private static Scenario Small(string old = "small", string replacement = "small")
    {
        var text = ScenarioTexts.With(old, replacement);
        Assert.True(
            ScenarioReader.TryRead(text, RepositoryFolder.Root, out var scenario, out var faults),
            Text(faults)
        );
        return scenario;
    }

    private static string Text(IEnumerable<ScenarioFault> faults) =>
        string.Join('\n', faults.Select(static fault => fault.At("scenario")));

    private static Ledger.Ledger Found(World world)
    {
        var ledger = Ledger.Ledger.Found(world.Genesis);
        ulong height = 0;
        foreach (var founding in Founding.Of(world, Start))
        {
            var signed = world.Sign(founding.By, founding.Permissions, world.LastValidity(Start), founding.Operations);
            Assert.True(
                AuthenticatedTransaction.TryAuthenticate(signed, out var transaction, out var failure),
                $"{failure}"
            );
            height++;
            var result = ledger.Apply(new Block(height, Start.Plus(height), [transaction]));
            var refusal = Assert.Single(result.Receipts).Refusal;
            Assert.True(refusal is null, $"{founding.Title}: {refusal}");
        }

        return ledger;
    }
}
