using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Tests.Support;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests.Translation;

/// <summary>What the target cannot hold is said, with what was lost of it.</summary>
public sealed class RemarkTests
{
    [Fact]
    public void A_long_end_to_end_identification_is_cut_with_a_plus_sign()
    {
        var (text, remarks) = Changed(
            "mt202-core",
            document =>
                Institutions(
                    document,
                    d =>
                        d with
                        {
                            CdtTrfTxInf =
                            [
                                d.CdtTrfTxInf[0] with
                                {
                                    PmtId = d.CdtTrfTxInf[0].PmtId with { EndToEndId = "pacs009EndToEndId-001" },
                                },
                            ],
                        }
                )
        );

        Assert.Contains(":21:pacs009EndToEnd+\r\n", text);
        var remark = Assert.Single(remarks);
        Assert.Equal(
            ("T0000T", TranslationEffect.Truncated, "CdtTrfTxInf/PmtId/EndToEndId", "Id-001"),
            (remark.Code, remark.Effect, remark.Source, remark.Lost)
        );
    }

    [Fact]
    public void A_foreign_character_is_replaced_by_a_full_stop()
    {
        var (text, remarks) = Changed(
            "mt103-core",
            document =>
                Customers(
                    document,
                    d =>
                        d with
                        {
                            CdtTrfTxInf =
                            [
                                d.CdtTrfTxInf[0] with
                                {
                                    Cdtr = d.CdtTrfTxInf[0].Cdtr with { Nm = "Evli & Söner" },
                                },
                            ],
                        }
                )
        );

        Assert.Contains("1/Evli . S.ner\r\n", text);
        Assert.Contains(
            remarks,
            remark => remark is { Code: "T0000R", Effect: TranslationEffect.Replaced, Lost: "&ö" }
        );
    }

    [Fact]
    public void A_name_too_long_is_cut_and_the_rest_reported()
    {
        var name = string.Concat(Enumerable.Repeat("0123456789", 14));
        var (text, remarks) = Changed(
            "mt103-core",
            document =>
                Customers(
                    document,
                    d =>
                        d with
                        {
                            CdtTrfTxInf = [d.CdtTrfTxInf[0] with { Cdtr = d.CdtTrfTxInf[0].Cdtr with { Nm = name } }],
                        }
                )
        );

        var remark = Assert.Single(remarks, static remark => remark.Effect == TranslationEffect.Truncated);
        Assert.Equal("CdtTrfTxInf/Cdtr/Nm", remark.Source);
        var written = string.Concat(
            text.Split("59F:")[1]
                .Split("\r\n")
                .Where(static line => line.StartsWith("1/", StringComparison.Ordinal))
                .Select(static line => line[2..])
        );
        Assert.EndsWith("+", written);
        Assert.Equal(name, written[..^1] + remark.Lost);
    }

    [Fact]
    public void What_no_field_takes_is_reported_with_its_path()
    {
        var (_, remarks) = Changed(
            "mt103-core",
            document =>
                Customers(
                    document,
                    d =>
                        d with
                        {
                            CdtTrfTxInf =
                            [
                                d.CdtTrfTxInf[0] with
                                {
                                    Cdtr = d.CdtTrfTxInf[0].Cdtr with { CtctDtls = new() { EmailAdr = "a@b.example" } },
                                },
                            ],
                        }
                )
        );

        Assert.Contains(
            remarks,
            static remark =>
                remark is { Code: "T0000M", Source: "CdtTrfTxInf/Cdtr/CtctDtls/EmailAdr", Lost: "a@b.example" }
        );
    }

    [Fact]
    public void The_service_level_charge_bearer_becomes_shared()
    {
        var (text, remarks) = Changed(
            "mt103-core",
            document =>
                Customers(
                    document,
                    d =>
                        d with
                        {
                            CdtTrfTxInf =
                            [
                                d.CdtTrfTxInf[0] with
                                {
                                    ChrgBr = ChargeBearerType1Code.SLEV,
                                    ChrgsInf = [],
                                },
                            ],
                        }
                )
        );

        Assert.Contains(":71A:SHA\r\n", text);
        Assert.Contains(remarks, static remark => remark.Code == "T13007");
    }

    [Fact]
    public void A_payment_without_a_uetr_is_not_translated()
    {
        var text = Samples
            .Text("mt103-core")
            .Replace("{3:{121:8a562c67-ca16-48ba-b074-65581be6f001}}", "", StringComparison.Ordinal);

        var translation = MtTranslator.ToIso20022(RoundTripTests.Read(text));

        Assert.False(translation.TryGet(out _));
        Assert.Equal("T20087", translation.Remarks[^1].Code);
    }

    [Fact]
    public void Two_transactions_are_not_one_message()
    {
        var message = ToIso("mt103-core");
        var document = (Pacs00800108)message.Document;
        var transfer = document.FIToFICstmrCdtTrf.CdtTrfTxInf[0];

        var translation = MtTranslator.ToMt(
            message with
            {
                Document = Customers(
                    document,
                    d => d with { GrpHdr = d.GrpHdr with { NbOfTxs = "2" }, CdtTrfTxInf = [transfer, transfer] }
                ),
            }
        );

        Assert.False(translation.TryGet(out _));
        Assert.Equal("T20053", translation.Remarks[^1].Code);
    }

    private static BusinessMessage ToIso(string sample)
    {
        Assert.True(MtTranslator.ToIso20022(RoundTripTests.Read(Samples.Text(sample))).TryGet(out var message));
        return message;
    }

    private static (string Text, IReadOnlyList<TranslationRemark> Remarks) Changed(
        string sample,
        Func<Message, Message> change
    )
    {
        var message = ToIso(sample);
        var translation = MtTranslator.ToMt(message with { Document = change(message.Document) });
        Assert.True(translation.TryGet(out var mt), string.Join('\n', translation.Remarks));
        return (MtWriter.ToText(mt), [.. translation.Remarks]);
    }

    private static Pacs00800108 Customers(
        Message document,
        Func<FIToFICustomerCreditTransferV08, FIToFICustomerCreditTransferV08> change
    )
    {
        var transfer = Assert.IsType<Pacs00800108>(document);
        return transfer with { FIToFICstmrCdtTrf = change(transfer.FIToFICstmrCdtTrf) };
    }

    private static Pacs00900108 Institutions(
        Message document,
        Func<FinancialInstitutionCreditTransferV08, FinancialInstitutionCreditTransferV08> change
    )
    {
        var transfer = Assert.IsType<Pacs00900108>(document);
        return transfer with { FICdtTrf = change(transfer.FICdtTrf) };
    }
}
