using Comity.Client.Tests.Network;
using Comity.Gateway.Tests.Support;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Gateway.Tests;

public sealed class CrashTests
{
    public static TheoryData<int> Steps => [.. Enum.GetValues<GatewayStep>().Select(step => (int)step)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_file_whose_processing_is_cut_off_anywhere_pays_once_and_is_answered(int step)
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        world.Offer("THB", "CNY", new Rate(4, 1), 1_000_000);
        var message = Files.Pacs008(
            "M1",
            Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 5m),
            Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Bangkok.Bic, 8m, "THB") with
            {
                InstdAmt = new ActiveOrHistoricCurrencyAndAmount(3m, "CNY"),
            }
        );
        var hit = false;
        beijing.AtStep = at =>
        {
            if ((int)at == step && !hit)
            {
                hit = true;
                throw new PowerCutException();
            }
        };

        await Assert.ThrowsAsync<PowerCutException>(() => RunAsync(beijing, message));
        beijing.Restart();
        // The price has changed meanwhile: what was sent before must still be known as ours.
        world.Offer("THB", "CNY", new Rate(5, 1), 1_000_000);
        var outcomes = await RunAsync(beijing, message);

        Assert.All(outcomes, outcome => Assert.Equal(InstructionStatus.Settled, outcome.Status));
        Assert.Equal((UInt128)500, world.Available(world.Hongkong, "CNY"));
        Assert.Equal((UInt128)1_000_800, world.Available(world.Bangkok, "THB"));
        Assert.Equal(["ACSC", "ACSC"], beijing.Reported().Select(each => each.TxSts?.Value));
        Assert.DoesNotContain(beijing.Snapshot().Keys, name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_processed_twice_pays_once_and_is_answered_with_the_same_files()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var message = Files.Pacs008("M1", Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 5m));

        var first = await beijing.ProcessAsync(message);
        var answered = beijing.Snapshot();
        foreach (var file in System.IO.Directory.GetFiles(beijing.Outbox))
        {
            File.Delete(file);
        }

        beijing.Restart();
        var second = await beijing.ProcessAsync(message);

        Assert.Equal(first.Select(each => each.Status), second.Select(each => each.Status));
        Assert.Equal(answered, beijing.Snapshot());
        Assert.Equal((UInt128)500, world.Available(world.Hongkong, "CNY"));
    }

    [Fact]
    public async Task Another_message_with_the_same_identification_is_refused_and_so_is_another_payment_with_the_same_uetr()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var uetr = Uetr.Random();
        await beijing.ProcessAsync(Files.Pacs008("M1", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 5m)));

        var message = await beijing.ProcessAsync(
            Files.Pacs008("M1", Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 6m))
        );
        var payment = await beijing.ProcessAsync(
            Files.Pacs008("M2", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 5m))
        );

        Assert.Equal("DU01", Assert.Single(message).Refusal?.IsoReason);
        Assert.Equal("DU03", Assert.Single(payment).Refusal?.IsoReason);
        Assert.Equal((UInt128)500, world.Available(world.Hongkong, "CNY"));
    }

    [Fact]
    public async Task Notifications_are_the_same_however_often_they_are_asked_for()
    {
        await using var world = await World.StartAsync();
        using var hongkong = new Branch(world, world.Hongkong);
        using var beijing = new Branch(world, world.Beijing);
        await beijing.ProcessAsync(
            Files.Pacs008("M1", Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 5m))
        );

        await hongkong.NotifyAsync();
        var first = hongkong.Snapshot();
        hongkong.Restart();
        await hongkong.NotifyAsync();

        Assert.Single(hongkong.Written<Camt05400108>());
        Assert.Equal(first, hongkong.Snapshot());
    }

    private static async Task<IReadOnlyList<InstructionOutcome>> RunAsync(Branch branch, Message message)
    {
        var outcomes = await branch.ProcessAsync(message);
        await branch.NotifyAsync();
        return outcomes;
    }

    private sealed class PowerCutException : Exception;
}
