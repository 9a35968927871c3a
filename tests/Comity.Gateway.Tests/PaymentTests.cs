using Comity.Client.Tests.Network;
using Comity.Gateway.Tests.Support;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Gateway.Tests;

public sealed class PaymentTests
{
    [Fact]
    public async Task A_payment_goes_in_as_a_file_and_comes_out_as_a_status_and_notifications_on_both_sides()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        using var hongkong = new Branch(world, world.Hongkong);
        var uetr = Uetr.Random();

        var outcomes = await beijing.ProcessAsync(
            Files.Pacs008("M1", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 12.34m))
        );
        await beijing.NotifyAsync();
        await hongkong.NotifyAsync();

        Assert.Equal(InstructionStatus.Settled, Assert.Single(outcomes).Status);
        Assert.Equal((UInt128)1_234, world.Available(world.Hongkong, "CNY"));
        var status = Assert.Single(beijing.Reported());
        Assert.Equal(("ACSC", uetr.ToString()), (status.TxSts?.Value, status.OrgnlUETR?.Value));
        Assert.Contains(
            Entries(beijing),
            entry => IsOf(entry, uetr) && entry is { CdtDbtInd: CreditDebitCode.DBIT, Amt.Value: 12.34m }
        );
        var credit = Assert.Single(Entries(hongkong), entry => IsOf(entry, uetr));
        Assert.Equal((CreditDebitCode.CRDT, 12.34m, "CNY"), (credit.CdtDbtInd, credit.Amt.Value, credit.Amt.Ccy.Value));
    }

    [Fact]
    public async Task A_payment_across_currencies_takes_the_best_chain_within_the_instructed_amount()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        world.Offer("THB", "CNY", new Rate(4, 1), 1_000_000);
        world.Offer("HKD", "CNY", new Rate(11, 10), 1_000_000);
        world.Offer("THB", "HKD", new Rate(4, 1), 1_000_000);

        var outcome = Assert.Single(
            await beijing.ProcessAsync(Files.Pacs008("M1", Exchange(world, Uetr.Random(), 44m, 10.50m)))
        );

        Assert.Equal(InstructionStatus.Settled, outcome.Status);
        Assert.Equal((UInt128)1_000, outcome.Amounts.Debited.Units);
        Assert.Equal(2, outcome.Amounts.Rates.Length);
        Assert.Equal((UInt128)1_004_400, world.Available(world.Bangkok, "THB"));
        Assert.Equal((UInt128)999_000, world.Available(world.Beijing, "CNY"));
    }

    [Fact]
    public async Task An_exchange_that_costs_more_than_the_instructed_amount_is_refused()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        world.Offer("THB", "CNY", new Rate(4, 1), 1_000_000);

        var outcome = Assert.Single(
            await beijing.ProcessAsync(Files.Pacs008("M1", Exchange(world, Uetr.Random(), 44m, 10.50m)))
        );

        Assert.Equal((InstructionStatus.Rejected, "AM09"), (outcome.Status, outcome.Refusal?.IsoReason));
        Assert.Equal((UInt128)1_000_000, world.Available(world.Beijing, "CNY"));
    }

    [Fact]
    public async Task Of_many_payments_the_one_that_is_refused_is_named_and_the_others_settle()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var payments = Enumerable
            .Range(0, 230)
            .Select(index =>
                Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, index is 7 or 120 ? 9_999_999m : 1m)
            )
            .ToArray();
        var before = world.Node.Ordered;

        var outcomes = await beijing.ProcessAsync(Files.Pacs008("M1", payments));

        Assert.Equal(
            [7, 120],
            outcomes.Index().Where(each => each.Item.Status == InstructionStatus.Rejected).Select(each => each.Index)
        );
        Assert.Equal("AM04", outcomes[7].Refusal?.IsoReason);
        Assert.Equal((UInt128)22_800, world.Available(world.Hongkong, "CNY"));
        Assert.Equal(5, world.Node.Ordered - before);
        Assert.Equal(230, beijing.Reported().Count());
    }

    [Fact]
    public async Task A_payment_that_waits_is_reported_again_once_it_settles()
    {
        await using var world = await World.StartAsync(funds: 100);
        using var beijing = new Branch(world, world.Beijing);
        using var hongkong = new Branch(world, world.Hongkong);
        var (there, back) = (Uetr.Random(), Uetr.Random());
        var waiting = Files.Payment(there, world.Beijing.Bic, world.Hongkong.Bic, 5m, "HKD") with
        {
            SttlmTmReq = new SettlementTimeRequest2 { TillTm = "23:59:59Z" },
            IntrBkSttlmDt = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(1)),
        };

        var outcome = Assert.Single(await beijing.ProcessAsync(Files.Pacs008("M1", waiting)));
        Assert.Equal(InstructionStatus.Waiting, outcome.Status);
        Assert.Equal("PDNG", Assert.Single(beijing.Reported()).TxSts?.Value);

        world.Node.Run(
            [world.Authorities[1].Key],
            new Comity.Protocol.Transactions.Operations.Currency.Issue(
                InstrumentId.Parse("HKD"),
                world.Hongkong.Account,
                1_000,
                "more"
            )
        );
        await hongkong.ProcessAsync(
            Files.Pacs008("M2", Files.Payment(back, world.Hongkong.Bic, world.Beijing.Bic, 5m, "HKD"))
        );
        world.Node.Tick(1_000);
        await beijing.NotifyAsync();

        Assert.Equal(["ACSC", "PDNG"], beijing.Reported().Select(each => each.TxSts?.Value).Order());
    }

    [Fact]
    public async Task A_payment_versus_payment_settles_when_both_banks_have_sent_the_pair()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        using var hongkong = new Branch(world, world.Hongkong);
        var date = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(1));
        CreditTransferTransaction36[] pair =
        [
            Files.Deal(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 10m, "CNY", date),
            Files.Deal(Uetr.Random(), world.Hongkong.Bic, world.Beijing.Bic, 11m, "HKD", date),
        ];

        var first = await beijing.ProcessAsync(Files.Pacs009("A", pair));
        var second = await hongkong.ProcessAsync(Files.Pacs009("B", pair));
        await beijing.NotifyAsync();

        Assert.All(first, outcome => Assert.Equal(InstructionStatus.Waiting, outcome.Status));
        Assert.All(second, outcome => Assert.Equal(InstructionStatus.Settled, outcome.Status));
        Assert.Equal((UInt128)1_000, world.Available(world.Hongkong, "CNY"));
        Assert.Equal((UInt128)1_100, world.Available(world.Beijing, "HKD"));
        Assert.Equal(2, beijing.Reported().Count(each => each.TxSts?.Value == "ACSC"));
    }

    [Fact]
    public async Task Every_refusal_before_the_ledger_has_its_reason_and_costs_the_ledger_nothing()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var twice = Uetr.Random();
        var good = Files.Payment(twice, world.Beijing.Bic, world.Hongkong.Bic, 1m);
        var before = world.Node.Ordered;

        var outcomes = await beijing.ProcessAsync(
            Files.Pacs008(
                "M1",
                good with
                {
                    PmtId = new PaymentIdentification7 { EndToEndId = "E" },
                },
                Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 1.001m),
                Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 0m),
                Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 1m, "EUR"),
                Files.Payment(Uetr.Random(), world.Hongkong.Bic, world.Bangkok.Bic, 1m),
                Files.Payment(Uetr.Random(), world.Beijing.Bic, Bic.Parse("NOBODYXX"), 1m),
                Exchange(world, Uetr.Random(), 44m, 10m) with
                {
                    XchgRate = 7m,
                },
                good with
                {
                    PmtId = new PaymentIdentification7 { EndToEndId = "E", UETR = Uetr.Random().ToString() },
                    IntrBkSttlmDt = new DateOnly(2020, 1, 1),
                    SttlmTmReq = new SettlementTimeRequest2 { TillTm = "10:00:00+08:00" },
                }
            )
        );

        Assert.Equal(
            ["CH21", "AM12", "AM12", "AM11", "RC03", "RC04", "AM09", "TM01"],
            outcomes.Select(each => each.Refusal?.IsoReason)
        );
        Assert.Equal(before, world.Node.Ordered);

        var duplicates = await beijing.ProcessAsync(Files.Pacs008("M2", good, good));
        Assert.Equal([null, "DU03"], duplicates.Select(each => each.Refusal?.IsoReason));
    }

    [Fact]
    public async Task Text_that_is_no_message_is_answered_with_where_and_why()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);

        var outcome = Assert.Single(await beijing.ProcessAsync("<a/>"u8.ToArray()));

        Assert.Equal("FF01", outcome.Refusal?.IsoReason);
        Assert.Equal(2, outcome.Refusal!.ToString().Split(outcome.Refusal.Advice).Length);
        var report = Assert.Single(beijing.Written<Pacs00200110>()).FIToFIPmtStsRpt;
        Assert.Equal("RJCT", report.OrgnlGrpInfAndSts[0].GrpSts?.Value);
    }

    private static CreditTransferTransaction39 Exchange(World world, Uetr uetr, decimal receives, decimal limit) =>
        Files.Payment(uetr, world.Beijing.Bic, world.Bangkok.Bic, receives, "THB") with
        {
            InstdAmt = new ActiveOrHistoricCurrencyAndAmount(limit, "CNY"),
        };

    private static IEnumerable<ReportEntry10> Entries(Branch branch) =>
        branch
            .Written<Camt05400108>()
            .SelectMany(each => each.BkToCstmrDbtCdtNtfctn.Ntfctn)
            .SelectMany(each => each.Ntry);

    private static bool IsOf(ReportEntry10 entry, Uetr uetr) =>
        entry.NtryDtls[0].TxDtls[0].Refs?.UETR?.Value == uetr.ToString();
}
