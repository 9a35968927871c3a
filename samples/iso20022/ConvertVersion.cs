using Comity.Iso20022;
using Comity.Iso20022.Bridging;
using Comity.Iso20022.Components;

namespace Iso20022Sample;

/// <summary>Takes a message to another version, and back.</summary>
internal static class ConvertVersion
{
    public static void Run()
    {
        var payment = Files.Message("payment.xml").Document;
        // SupportedMessages.TryGet finds one by its identifier.
        var newest = Pacs00800113.Definition;
        if (VersionBridge.Convert(payment, newest) is not BridgeResult.Converted { Message: Pacs00800113 converted })
        {
            return;
        }

        Console.WriteLine($"{payment.Type} became {converted.Type}");
        var back = VersionBridge.Convert(converted, payment.Type);
        Console.WriteLine($"and back: {back is BridgeResult.Converted same && same.Message == payment}");

        // Something that only the newest version has.
        var body = converted.FIToFICstmrCdtTrf;
        var more = new Pacs00800113(
            body with
            {
                CdtTrfTxInf =
                [
                    body.CdtTrfTxInf[0] with
                    {
                        AddtlDtTm = new AdditionalDateTime1 { XpryDtTm = "2026-11-26T17:00:00+07:00" },
                    },
                ],
            }
        );
        foreach (var unheld in VersionBridge.Convert(more, payment.Type).Unheld)
        {
            Console.WriteLine($"not held: {unheld}");
        }
    }
}
