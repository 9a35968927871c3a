using Comity.Client.Tests.Network;
using Comity.Gateway.Rules;
using Comity.Gateway.Tests.Support;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Tests;

/// <summary>The network's usage rules, at the gateway's door.</summary>
public sealed class UsageRuleTests
{
    [Fact]
    public async Task A_payment_that_settles_elsewhere_is_refused_whole_and_nothing_is_ordered()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var message = Files.Pacs008("M1", Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 1m));
        var body = message.FIToFICstmrCdtTrf;
        var elsewhere = new Pacs00800108(
            body with
            {
                GrpHdr = body.GrpHdr with
                {
                    SttlmInf = new SettlementInstruction7 { SttlmMtd = SettlementMethod1Code.INDA },
                },
            }
        );
        var before = world.Node.Ordered;

        var outcome = Assert.Single(await beijing.ProcessAsync(elsewhere));

        Assert.Equal(InstructionStatus.Rejected, outcome.Status);
        Assert.Equal(("FF01", "NET-SETTLEMENT-METHOD"), (outcome.Refusal?.IsoReason, outcome.Refusal?.Name));
        Assert.Contains("/GrpHdr/SttlmInf", outcome.Refusal?.Message, StringComparison.Ordinal);
        Assert.Equal(before, world.Node.Ordered);
        // Corrected, it goes: a refused file has taken no place.
        Assert.Equal(InstructionStatus.Settled, Assert.Single(await beijing.ProcessAsync(message)).Status);
    }

    [Fact]
    public async Task Of_several_payments_the_one_that_breaks_a_rule_is_refused_by_its_name_and_the_others_settle()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var payments = Enumerable
            .Range(0, 3)
            .Select(_ => Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 1m))
            .ToArray();
        payments[1] = payments[1] with
        {
            Cdtr = new PartyIdentification135
            {
                Nm = "Creditor",
                PstlAdr = new PostalAddress24 { AdrLine = ["1 Harbour Road", "Hong Kong"] },
            },
        };

        var outcomes = await beijing.ProcessAsync(Files.Pacs008("M1", payments));

        Assert.Equal(
            [InstructionStatus.Settled, InstructionStatus.Rejected, InstructionStatus.Settled],
            outcomes.Select(static outcome => outcome.Status)
        );
        Assert.Equal(("BE04", "NET-ADDRESS"), (outcomes[1].Refusal?.IsoReason, outcomes[1].Refusal?.Name));
        Assert.Contains("CdtTrfTxInf[2]/Cdtr/PstlAdr", outcomes[1].Refusal?.Message, StringComparison.Ordinal);
        var status = Assert.Single(beijing.Reported(), static one => one.TxSts?.Value == "RJCT");
        Assert.Equal(outcomes[1].Uetr, status.OrgnlUETR?.Value);
        Assert.Equal("BE04", (Assert.Single(status.StsRsnInf).Rsn as StatusReason6Choice.Cd)?.Value.Value);
    }

    [Fact]
    public async Task An_account_number_with_wrong_check_digits_is_refused_before_the_ledger_is_asked()
    {
        await using var world = await World.StartAsync();
        using var beijing = new Branch(world, world.Beijing);
        var payment = Files.Payment(Uetr.Random(), world.Beijing.Bic, world.Hongkong.Bic, 1m) with
        {
            CdtrAcct = new CashAccount38 { Id = new AccountIdentification4Choice.IBAN("GB28NWBK60161331926819") },
        };

        var outcome = Assert.Single(await beijing.ProcessAsync(Files.Pacs008("M1", payment)));

        Assert.Equal(("AC01", "NET-IBAN"), (outcome.Refusal?.IsoReason, outcome.Refusal?.Name));
        Assert.Contains("GB28NWBK60161331926819", outcome.Refusal?.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Samples =>
        [
            .. System
                .IO.Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "samples", "demo"), "*.xml")
                .Select(static file => Path.GetFileName(file)!)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_demonstrations_messages_follow_the_networks_rules(string name)
    {
        var text = File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, "samples", "demo", name));
        if (MessageReader.Read(text).TryGet(out var message, out _))
        {
            Assert.Empty(NetworkRules.Errors(message, text, new DateOnly(2026, 11, 25)));
        }
        else
        {
            Assert.Equal("37-not-iso-20022.xml", name);
        }
    }
}
