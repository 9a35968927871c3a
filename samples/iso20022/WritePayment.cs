using System.Text;
using Comity.Iso20022;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;

namespace Iso20022Sample;

/// <summary>Builds a pacs.008 with its business application header, and writes it.</summary>
internal static class WritePayment
{
    public static void Run()
    {
        var (ours, theirs) = (Agent("COMYAEADXXX"), Agent("COMYTHBKXXX"));
        var created = DateTimeOffset.UtcNow;
        // A value that its schema does not allow cannot be made: these assignments are checked.
        var payment = new Pacs00800108(
            new FIToFICustomerCreditTransferV08
            {
                GrpHdr = new GroupHeader93
                {
                    MsgId = "SAMPLE-2",
                    CreDtTm = created,
                    NbOfTxs = "1",
                    SttlmInf = new SettlementInstruction7 { SttlmMtd = SettlementMethod1Code.INDA },
                },
                CdtTrfTxInf =
                [
                    new CreditTransferTransaction39
                    {
                        PmtId = new PaymentIdentification7
                        {
                            InstrId = "SAMPLE-2-1",
                            EndToEndId = "INVOICE-118",
                            UETR = Uetr.New().Value,
                        },
                        IntrBkSttlmAmt = new ActiveCurrencyAndAmount(2500.5m, "AED"),
                        IntrBkSttlmDt = DateOnly.FromDateTime(created.UtcDateTime),
                        ChrgBr = ChargeBearerType1Code.SHAR,
                        InstgAgt = ours,
                        InstdAgt = theirs,
                        Dbtr = new PartyIdentification135 { Nm = "Al Noor Trading", PstlAdr = Address("Dubai", "AE") },
                        DbtrAcct = Account("AE070331234567890123456"),
                        DbtrAgt = ours,
                        CdtrAgt = theirs,
                        Cdtr = new PartyIdentification135 { Nm = "Thai Rice", PstlAdr = Address("Bangkok", "TH") },
                        CdtrAcct = new CashAccount38
                        {
                            Id = new AccountIdentification4Choice.Othr(
                                new GenericAccountIdentification1 { Id = "0012345678901" }
                            ),
                        },
                    },
                ],
            }
        );
        var header = new BusinessApplicationHeaderV02
        {
            Fr = new Party44Choice.FIId(ours),
            To = new Party44Choice.FIId(theirs),
            BizMsgIdr = "SAMPLE-2",
            MsgDefIdr = payment.Type.Identifier,
            BizSvc = "swift.cbprplus.04",
            CreDt = created,
        };

        // In an envelope of your own name, its amounts with the currency's decimals.
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.xml");
        using (var file = File.Create(path))
        {
            MessageWriter.Write(payment, file, header, new EnvelopeName("RequestPayload"), Currencies.MinorUnitsOf);
        }

        // What is written can be read, and is equal.
        var text = File.ReadAllBytes(path);
        File.Delete(path);
        Console.WriteLine(MessageReader.Read(text).TryGet(out var message, out _) && message.Document == payment);
        Console.WriteLine(
            Encoding.UTF8.GetString(text).Split('\n').First(line => line.Contains("IntrBkSttlmAmt")).Trim()
        );
    }

    private static BranchAndFinancialInstitutionIdentification6 Agent(string bic) =>
        new() { FinInstnId = new FinancialInstitutionIdentification18 { BICFI = bic } };

    private static CashAccount38 Account(string iban) =>
        new() { Id = new AccountIdentification4Choice.IBAN(Iban.From(iban).Value) };

    private static PostalAddress24 Address(string town, string country) => new() { TwnNm = town, Ctry = country };
}
