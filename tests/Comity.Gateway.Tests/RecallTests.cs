using Comity.Client.Tests.Network;
using Comity.Gateway.Recall;
using Comity.Gateway.Tests.Support;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Tests;

public sealed class RecallTests
{
    [Fact]
    public async Task A_payment_that_waits_is_taken_back()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var uetr = Uetr.Random();
        await beijing.ProcessAsync(
            Files.Pacs008(
                "M1",
                Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 5m, "HKD") with
                {
                    SttlmTmReq = new SettlementTimeRequest2 { TillTm = "23:59:59Z" },
                    IntrBkSttlmDt = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(1)),
                }
            )
        );

        var outcome = Assert.Single(
            await beijing.ProcessAsync(Files.Camt056("C1", uetr, world.Beijing.Bic, world.Hongkong.Bic))
        );
        await beijing.NotifyAsync();

        Assert.Equal(InstructionStatus.Cancelled, outcome.Status);
        Assert.Equal(CancellationIndividualStatus1Code.ACCR, Answer(beijing).TxCxlSts);
        Assert.Contains("CANC", beijing.Reported().Select(each => each.TxSts?.Value));
    }

    [Fact]
    public async Task A_final_payment_is_asked_back_and_returned_once_when_the_creditor_agrees()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        using var hongkong = new Branch(world, world.Hongkong);
        hongkong.Recalls = RecallPolicy.Return;
        var uetr = Uetr.Random();
        await beijing.ProcessAsync(Files.Pacs008("M1", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 5m)));

        var asked = Assert.Single(
            await beijing.ProcessAsync(Files.Camt056("C1", uetr, world.Beijing.Bic, world.Hongkong.Bic))
        );
        Assert.Equal(InstructionStatus.Forwarded, asked.Status);
        var forwarded = Assert.Single(beijing.Written<Camt05600108>());
        var returned = Assert.Single(await hongkong.ProcessAsync(forwarded));
        var again = Assert.Single(
            await hongkong.ProcessAsync(Files.Camt056("C2", uetr, world.Beijing.Bic, world.Hongkong.Bic))
        );
        var byMessage = Assert.Single(await hongkong.ProcessAsync(Files.Pacs004("R1", uetr, 5m, "CNY")));

        Assert.Equal(InstructionStatus.Returned, returned.Status);
        Assert.Equal((InstructionStatus.Rejected, "ARDT"), (again.Status, again.Refusal?.IsoReason));
        Assert.Equal((InstructionStatus.Rejected, "DU03"), (byMessage.Status, byMessage.Refusal?.IsoReason));
        Assert.Equal((UInt128)1_000_000, world.Available(world.Beijing, "CNY"));
        var message = Assert.Single(hongkong.Written<Pacs00400109>()).PmtRtr;
        Assert.Equal(
            (uetr.ToString(), 5m),
            (message.TxInf[0].OrgnlUETR?.Value, message.TxInf[0].RtrdIntrBkSttlmAmt.Value)
        );
    }

    [Fact]
    public async Task A_recall_that_the_creditor_refuses_is_answered_with_the_reason()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        using var hongkong = new Branch(world, world.Hongkong);
        var uetr = Uetr.Random();
        await beijing.ProcessAsync(Files.Pacs008("M1", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 5m)));

        var outcome = Assert.Single(
            await hongkong.ProcessAsync(Files.Camt056("C1", uetr, world.Beijing.Bic, world.Hongkong.Bic))
        );

        Assert.Equal((InstructionStatus.Rejected, "CUST"), (outcome.Status, outcome.Refusal?.IsoReason));
        Assert.Equal(CancellationIndividualStatus1Code.RJCR, Answer(hongkong).TxCxlSts);
        Assert.Equal((UInt128)500, world.Available(world.Hongkong, "CNY"));
    }

    [Fact]
    public async Task A_return_moves_the_money_back_and_cannot_exceed_what_came()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        using var hongkong = new Branch(world, world.Hongkong);
        var uetr = Uetr.Random();
        await beijing.ProcessAsync(Files.Pacs008("M1", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 5m)));

        var tooMuch = Assert.Single(await hongkong.ProcessAsync(Files.Pacs004("R1", uetr, 6m, "CNY")));
        var part = Assert.Single(await hongkong.ProcessAsync(Files.Pacs004("R2", uetr, 3m, "CNY")));

        Assert.Equal("AM09", tooMuch.Refusal?.IsoReason);
        Assert.Equal(InstructionStatus.Settled, part.Status);
        Assert.Equal((UInt128)200, world.Available(world.Hongkong, "CNY"));
    }

    [Fact]
    public async Task A_recall_of_an_unknown_payment_is_refused()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);

        var outcome = Assert.Single(
            await beijing.ProcessAsync(Files.Camt056("C1", Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic))
        );

        Assert.Equal((InstructionStatus.Rejected, "NOOR"), (outcome.Status, outcome.Refusal?.IsoReason));
    }

    private static PaymentTransaction102 Answer(Branch branch) =>
        Assert.Single(branch.Written<Camt02900109>()).RsltnOfInvstgtn.CxlDtls[0].TxInfAndSts[0];
}
