using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Values;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests;

/// <summary>Runs alone: what is measured is the memory of the whole process.</summary>
[CollectionDefinition(nameof(PartWriterSizeTests), DisableParallelization = true)]
[Collection(nameof(PartWriterSizeTests))]
public sealed class PartWriterSizeTests
{
    [Fact]
    public void A_hundred_thousand_transactions_are_written_and_read_one_by_one()
    {
        const int count = 100_000;
        var transaction = PartWriterTests.Payment().CdtTrfTxInf[0];
        var header = PartWriterTests.Payment().GrpHdr with
        {
            NbOfTxs = "100000",
            CtrlSum = 12_500_000m,
            TtlIntrBkSttlmAmt = new ActiveCurrencyAndAmount(12_500_000m, "AED"),
        };
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
            using (var writer = new PartWriter(file, Pacs00800108.Definition))
            {
                writer.Write("GrpHdr", header);
                writer.Write("CdtTrfTxInf", transaction);
                var kept = GC.GetTotalMemory(forceFullCollection: true);
                for (var i = 1; i < count; i++)
                {
                    writer.Write("CdtTrfTxInf", transaction);
                }

                Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - kept, long.MinValue, 1 << 20);
                Assert.Equal(new PartWriteResult.Complete(count), writer.Complete());
                Assert.InRange(file.Length, 30_000_000, long.MaxValue);
            }

            using var again = File.OpenRead(path);
            var read = 0;
            foreach (var result in PartReader.Read(again))
            {
                var part = Assert.IsType<PartResult.Part>(result);
                Assert.True(read++ == 0 ? part.Content.Equals(header) : part.Content.Equals(transaction));
            }

            Assert.Equal(count + 1, read);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
