using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// Fields 33B, 71A, 71F and 71G (rules TR004 and TR005 of MT 103): of charges that senders took nobody knows which sender; those due
/// to the receiver are the receiver's.
/// </summary>
internal static class IsoCharges
{
    public static ActiveOrHistoricCurrencyAndAmount? Amount(CurrencyAmount? field) =>
        field is null ? null : new ActiveOrHistoricCurrencyAndAmount(field.Amount, field.Currency.Value);

    public static ChargeBearerType1Code Bearer(ChargesCode code) =>
        code switch
        {
            ChargesCode.BEN => ChargeBearerType1Code.CRED,
            ChargesCode.OUR => ChargeBearerType1Code.DEBT,
            _ => ChargeBearerType1Code.SHAR,
        };

    public static ValueList<Charges7> Of(Mt103 message, IsoContext context)
    {
        var senders = message.SenderCharges.Select(charge => new Charges7
        {
            Amt = Amount(charge)!,
            Agt = IsoAgents.Named(CodedText.NotProvided),
        });
        return message.ReceiverCharges is { } receivers
            ? [.. senders, new Charges7 { Amt = Amount(receivers)!, Agt = IsoAgents.Of(context.Receiver) }]
            : senders.ToValueList();
    }
}
