using Comity.Client.Tests.Network;
using Comity.Gateway.Tests.Support;
using Comity.Iso20022;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Tests;

public sealed class RetentionTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payment_whose_outcome_the_ledger_may_have_forgotten_is_not_sent_again_and_not_reported(
        bool wasSent
    )
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var message = Files.Pacs008("M1", Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 5m));
        await CutAsync(beijing, message, wasSent);
        var paid = world.Available(world.Hongkong, "CNY");
        Pass(world, beijing, Retention);

        var fault = await Assert.ThrowsAsync<ForgottenOutcomeException>(() => beijing.ProcessAsync(message));

        Assert.Contains(fault.Uetr.ToString(), fault.Message, StringComparison.Ordinal);
        Assert.Equal(paid, world.Available(world.Hongkong, "CNY"));
        Assert.False(System.IO.Directory.Exists(beijing.Outbox) && beijing.Reported().Any());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payment_is_taken_up_again_for_half_the_retention(bool wasSent)
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var message = Files.Pacs008("M1", Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 5m));
        await CutAsync(beijing, message, wasSent);
        Pass(world, beijing, (Retention / 2) - TimeSpan.FromMinutes(1));

        var outcome = Assert.Single(await beijing.ProcessAsync(message));

        Assert.Equal(InstructionStatus.Settled, outcome.Status);
        Assert.Equal((UInt128)500, world.Available(world.Hongkong, "CNY"));
    }

    [Fact]
    public async Task A_uetr_that_was_paid_under_another_message_is_not_paid_again_however_long_ago()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var payment = Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 5m);
        await beijing.ProcessAsync(Files.Pacs008("M1", payment));
        beijing.Restart();
        Pass(world, beijing, 2 * Retention);

        await Assert.ThrowsAsync<ForgottenOutcomeException>(() => beijing.ProcessAsync(Files.Pacs008("M2", payment)));

        Assert.Equal((UInt128)500, world.Available(world.Hongkong, "CNY"));
    }

    [Fact]
    public async Task A_payment_that_was_rejected_long_ago_can_be_sent_again_under_its_uetr()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var uetr = Uetr.Random();
        var rejected = await beijing.ProcessAsync(
            Files.Pacs008("M1", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 99_999_999m))
        );
        Assert.Equal(InstructionStatus.Rejected, Assert.Single(rejected).Status);
        beijing.Restart();
        Pass(world, beijing, 2 * Retention);

        var outcomes = await beijing.ProcessAsync(
            Files.Pacs008("M2", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 5m))
        );

        Assert.Equal(InstructionStatus.Settled, Assert.Single(outcomes).Status);
    }

    private static async Task CutAsync(Branch branch, Message message, bool wasSent)
    {
        var cut = wasSent ? GatewayStep.Submitted : GatewayStep.Submitting;
        branch.AtStep = at =>
        {
            if (at == cut)
            {
                branch.AtStep = static _ => { };
                throw new PowerCutException();
            }
        };
        await Assert.ThrowsAsync<PowerCutException>(() => branch.ProcessAsync(message));
        branch.Restart();
    }

    private static void Pass(World world, Branch branch, TimeSpan span)
    {
        branch.Ahead = span;
        world.Node.Tick((ulong)span.TotalMilliseconds);
    }

    private sealed class PowerCutException : Exception;
}
