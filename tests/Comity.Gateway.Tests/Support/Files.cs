using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Writing;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Tests.Support;

/// <summary>Messages as a back office writes them.</summary>
internal static class Files
{
    private static readonly DateTimeOffset Made = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    public static BranchAndFinancialInstitutionIdentification6 Bank(Bic bic) =>
        new() { FinInstnId = new FinancialInstitutionIdentification18 { BICFI = bic.ToString() } };

    public static CreditTransferTransaction39 Payment(
        Uetr uetr,
        Bic from,
        Bic to,
        decimal amount,
        string currency = "CNY"
    ) =>
        new()
        {
            PmtId = new PaymentIdentification7 { EndToEndId = "E2E", UETR = uetr.ToString() },
            IntrBkSttlmAmt = new ActiveCurrencyAndAmount(amount, currency),
            ChrgBr = ChargeBearerType1Code.SHAR,
            Dbtr = new PartyIdentification135 { Nm = "Debtor" },
            DbtrAgt = Bank(from),
            CdtrAgt = Bank(to),
            Cdtr = new PartyIdentification135 { Nm = "Creditor" },
        };

    public static Pacs00800108 Pacs008(string id, params CreditTransferTransaction39[] payments) =>
        new(new FIToFICustomerCreditTransferV08 { GrpHdr = Group(id, payments.Length), CdtTrfTxInf = [.. payments] });

    public static Pacs00900108 Pacs009(string id, params CreditTransferTransaction36[] payments) =>
        new(
            new FinancialInstitutionCreditTransferV08
            {
                GrpHdr = Group(id, payments.Length),
                CdtTrfTxInf = [.. payments],
            }
        );

    public static CreditTransferTransaction36 Deal(
        Uetr uetr,
        Bic from,
        Bic to,
        decimal amount,
        string currency,
        DateOnly date
    ) =>
        new()
        {
            PmtId = new PaymentIdentification7 { EndToEndId = "DEAL-1", UETR = uetr.ToString() },
            PmtTpInf = new PaymentTypeInformation28 { LclInstrm = new LocalInstrument2Choice.Prtry("PVP") },
            IntrBkSttlmAmt = new ActiveCurrencyAndAmount(amount, currency),
            IntrBkSttlmDt = date,
            Dbtr = Bank(from),
            Cdtr = Bank(to),
        };

    public static Camt05600108 Camt056(string id, Uetr uetr, Bic from, Bic to) =>
        new(
            new FIToFIPaymentCancellationRequestV08
            {
                Assgnmt = new CaseAssignment5
                {
                    Id = id,
                    Assgnr = new Party40Choice.Agt(Bank(from)),
                    Assgne = new Party40Choice.Agt(Bank(to)),
                    CreDtTm = Made,
                },
                Undrlyg =
                [
                    new UnderlyingTransaction23
                    {
                        TxInf =
                        [
                            new PaymentTransaction106
                            {
                                CxlId = "CXL-1",
                                OrgnlUETR = uetr.ToString(),
                                CxlRsnInf =
                                [
                                    new PaymentCancellationReason5 { Rsn = new CancellationReason33Choice.Cd("DUPL") },
                                ],
                            },
                        ],
                    },
                ],
            }
        );

    public static Pacs00400109 Pacs004(string id, Uetr uetr, decimal amount, string currency) =>
        new(
            new PaymentReturnV09
            {
                GrpHdr = new GroupHeader90
                {
                    MsgId = id,
                    CreDtTm = Made,
                    NbOfTxs = "1",
                    SttlmInf = new SettlementInstruction7 { SttlmMtd = SettlementMethod1Code.CLRG },
                },
                TxInf =
                [
                    new PaymentTransaction112
                    {
                        OrgnlUETR = uetr.ToString(),
                        RtrdIntrBkSttlmAmt = new ActiveCurrencyAndAmount(amount, currency),
                    },
                ],
            }
        );

    public static byte[] Bytes(Message message) => MessageWriter.ToBytes(message);

    private static GroupHeader93 Group(string id, int count) =>
        new()
        {
            MsgId = id,
            CreDtTm = Made,
            NbOfTxs = count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            SttlmInf = new SettlementInstruction7 { SttlmMtd = SettlementMethod1Code.CLRG },
        };
}
