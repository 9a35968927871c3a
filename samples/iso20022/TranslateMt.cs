using Comity.Iso20022;
using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Iso20022Sample;

/// <summary>An MT103 becomes a pacs.008, and an MT103 again.</summary>
internal static class TranslateMt
{
    public static void Run()
    {
        using var file = File.OpenRead(Files.PathOf("mt103.fin"));
        // A file that went through an editor has bare line feeds; on the network every line ends in CR LF.
        var options = new MtReadOptions { AllowBareLineFeeds = true };
        if (!MtReader.Read(file, options).TryGet(out var mt, out var refusal))
        {
            Console.WriteLine(refusal);
            return;
        }

        if (mt is Mt103 { Settled: var settled })
        {
            Console.WriteLine($"{mt.Name}: {settled.Amount} {settled.Currency} on {settled.Date:O}");
        }

        var there = MtTranslator.ToIso20022(mt);
        Show(there.Remarks);
        if (there.TryGet(out var iso) && iso.Document is Pacs00800108 { FIToFICstmrCdtTrf.CdtTrfTxInf: [var payment] })
        {
            Console.WriteLine($"{iso.Document.Type}: {payment.Dbtr.Nm} pays {payment.Cdtr.Nm}");
            var back = MtTranslator.ToMt(iso);
            Show(back.Remarks);
            Console.WriteLine(back.TryGet(out var again) && MtWriter.ToText(again) == MtWriter.ToText(mt));
        }

        // A payment that has more than an MT has room for.
        var cut = MtTranslator.ToMt(Files.Message("payment-long.xml"));
        Show(cut.Remarks);
        Console.WriteLine(cut.TryGet(out var shortened) ? MtWriter.Fields(shortened) : "cannot be translated");
    }

    // Everything that was lost, cut, replaced or made up. With no remarks nothing was.
    private static void Show(IEnumerable<TranslationRemark> remarks)
    {
        foreach (var remark in remarks)
        {
            Console.WriteLine(remark);
        }
    }
}
