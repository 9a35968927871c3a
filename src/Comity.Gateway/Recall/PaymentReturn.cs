using Comity.Gateway.Inbox;
using Comity.Gateway.Mapping;
using Comity.Gateway.Outbox;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Protocol.Money;

namespace Comity.Gateway.Recall;

/// <summary>pacs.004: tells the debtor's bank that a payment has been given back, on request.</summary>
internal static class PaymentReturn
{
    // Following a cancellation request (ISO 20022 external return reason code).
    private const string OnRequest = "FOCR";

    /// <summary>Writes one for a payment that was returned in full.</summary>
    public static OutboxFile Write(
        AnswerHeader header,
        GatewayOptions options,
        MessageKey key,
        RecallItem item,
        Amount returned
    )
    {
        var identification = AnswerHeader.Identify("pacs.004", item.References.Uetr);
        var value = MinorUnits.ToDecimal(returned.Units, options.Directory.Decimals[returned.Instrument]);
        var currency = returned.Instrument.ToString();
        var message = new PaymentReturnV09
        {
            GrpHdr = new GroupHeader90
            {
                MsgId = identification,
                CreDtTm = header.Now.ToUniversalTime(),
                NbOfTxs = "1",
                SttlmInf = new SettlementInstruction7 { SttlmMtd = SettlementMethod1Code.CLRG },
                InstgAgt = header.Own,
                InstdAgt = AnswerHeader.Agent(key.Sender),
            },
            TxInf =
            [
                new PaymentTransaction112
                {
                    RtrId = identification,
                    OrgnlEndToEndId = OptionalText.Text(item.References.EndToEndId),
                    OrgnlUETR = item.References.Uetr,
                    RtrdIntrBkSttlmAmt = new ActiveCurrencyAndAmount(value, currency),
                    IntrBkSttlmDt = DateOnly.FromDateTime(header.Now.UtcDateTime),
                    RtrRsnInf = [new PaymentReturnReason6 { Rsn = new ReturnReason5Choice.Cd(OnRequest) }],
                },
            ],
        };
        return header.ToFile(new Pacs00400109(message), identification, key.Sender, item.References.Uetr);
    }
}
