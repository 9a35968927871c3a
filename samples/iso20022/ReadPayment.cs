using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;

namespace Iso20022Sample;

/// <summary>Reads a pacs.008 and says who pays whom how much.</summary>
internal static class ReadPayment
{
    public static void Run()
    {
        using var file = File.OpenRead(Files.PathOf("payment.xml"));
        // Bad input is an answer and no exception. What is accepted is valid against the official schema.
        if (!MessageReader.Read(file).TryGet(out var message, out var failure))
        {
            Console.WriteLine(failure);
            return;
        }

        Console.WriteLine($"{message.Document.Type} {message.Header?.BizMsgIdr} in <{message.Envelope?.Name}>");
        if (message.Document is Pacs00800108 { FIToFICstmrCdtTrf: var transfer })
        {
            foreach (var payment in transfer.CdtTrfTxInf)
            {
                var amount = payment.IntrBkSttlmAmt;
                Console.WriteLine($"{payment.Dbtr.Nm} pays {payment.Cdtr.Nm} {amount.Value} {amount.Ccy}");
                Console.WriteLine($"to {Account(payment.CdtrAcct)} at {payment.CdtrAgt.FinInstnId.BICFI}");
            }
        }
    }

    // A choice has a record for each of its alternatives, and no other.
    private static string Account(CashAccount38? account) =>
        account?.Id switch
        {
            AccountIdentification4Choice.IBAN { Value: var iban } => $"IBAN {iban}",
            AccountIdentification4Choice.Othr { Value: var other } => $"account {other.Id}",
            _ => "no account",
        };
}
