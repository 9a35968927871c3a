using Comity.Iso20022;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Tests.Support;
using Comity.SwiftMt.Translation;

namespace Comity.SwiftMt.Tests;

/// <summary>What docs/swift-mt.md shows is what the code says.</summary>
public sealed class DocumentTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs/swift-mt.md"));

    [Theory]
    [InlineData("3/GB/Epping", "3/GB/Epp_ng")]
    [InlineData(":33B:EUR", ":33B:USD")]
    public void The_refusals_are_real(string was, string isNow)
    {
        MtReader
            .Read(Samples.Text("mt103-core").Replace(was, isNow, StringComparison.Ordinal))
            .TryGet(out _, out var refusal);

        Holds(refusal?.ToString());
    }

    [Fact]
    public void The_remarks_are_real()
    {
        var institutions = (Pacs00900108)ToIso("mt202-core").Document;
        var transfer = institutions.FICdtTrf.CdtTrfTxInf[0];
        var customers = (Pacs00800108)ToIso("mt103-core").Document;
        var payment = customers.FIToFICstmrCdtTrf.CdtTrfTxInf[0];

        Shown(
            institutions with
            {
                FICdtTrf = institutions.FICdtTrf with
                {
                    CdtTrfTxInf =
                    [
                        transfer with
                        {
                            PmtId = transfer.PmtId with { EndToEndId = "pacs009EndToEndId-001" },
                        },
                    ],
                },
            }
        );
        Shown(
            customers with
            {
                FIToFICstmrCdtTrf = customers.FIToFICstmrCdtTrf with
                {
                    CdtTrfTxInf =
                    [
                        payment with
                        {
                            Cdtr = payment.Cdtr with { CtctDtls = new() { EmailAdr = "a@b.example" } },
                        },
                    ],
                },
            }
        );
    }

    [Fact]
    public void Every_supported_message_is_named() =>
        Assert.All(
            Samples.Names,
            name => Assert.Contains(RoundTripTests.Read(Samples.Text(name)).Name, Page, StringComparison.Ordinal)
        );

    private static BusinessMessage ToIso(string sample)
    {
        Assert.True(MtTranslator.ToIso20022(RoundTripTests.Read(Samples.Text(sample))).TryGet(out var message));
        return message;
    }

    private static void Shown(Message document)
    {
        var translation = MtTranslator.ToMt(new BusinessMessage(document));

        Assert.True(translation.TryGet(out _), string.Join('\n', translation.Remarks));
        Holds(Assert.Single(translation.Remarks).ToString());
    }

    private static void Holds(string? line) =>
        Assert.True(Page.Contains($"\n{line}\n", StringComparison.Ordinal), $"the page does not show: {line}");
}
