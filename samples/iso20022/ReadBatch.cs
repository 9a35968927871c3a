using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;

namespace Iso20022Sample;

/// <summary>Files of any size, with one message or one payment in memory at a time.</summary>
internal static class ReadBatch
{
    public static void Run()
    {
        using var batch = new MemoryStream();
        var one = Files.Message("payment.xml");
        using (var writer = new BatchWriter(batch, new EnvelopeName("Batch"), each: new EnvelopeName("Message")))
        {
            for (var i = 0; i < 1000; i++)
            {
                writer.Write(one);
            }
        }

        batch.Position = 0;
        // A message that is refused does not hold up those behind it.
        var count = BatchReader.Read(batch).Count(result => result is ReadResult.Accepted);
        Console.WriteLine($"{count} messages in {batch.Length} bytes");

        var body = ((Pacs00800108)one.Document).FIToFICstmrCdtTrf;
        var many = new Pacs00800108(
            body with
            {
                GrpHdr = body.GrpHdr with { NbOfTxs = "5000" },
                CdtTrfTxInf = [.. Enumerable.Repeat(body.CdtTrfTxInf[0], 5000)],
            }
        );
        using var large = new MemoryStream(MessageWriter.ToBytes(many));
        PartByPart(large);
    }

    private static void PartByPart(Stream stream)
    {
        var (count, total) = (0, 0m);
        foreach (var result in PartReader.Read(stream))
        {
            switch (result)
            {
                case PartResult.Part { Content: GroupHeader93 header }:
                    Console.WriteLine($"{header.MsgId}: {header.NbOfTxs} payments");
                    break;
                case PartResult.Part { Content: CreditTransferTransaction39 payment }:
                    count++;
                    total += payment.IntrBkSttlmAmt.Value;
                    break;
                case PartResult.Refused { Failure: var failure }:
                    // The first fault ends it: make nothing final before the end is reached.
                    Console.WriteLine(failure);
                    return;
            }
        }

        Console.WriteLine($"{count} payments, {total} in all");
    }
}
