using System.Text;
using Comity.Bench.Report;
using Comity.Iso20022;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;

namespace Comity.Bench.Iso20022;

/// <summary>Reading and writing one typical pacs.008, beside the framework's serializer with schema validation in the same run.</summary>
internal static class IsoRun
{
    private const int BatchMessages = 200_000;

    private static readonly byte[] Text = Resources.Read("payment.xml");

    /// <summary>The figures, each the median of so many rounds of so many messages on one thread.</summary>
    public static async IAsyncEnumerable<Figure> MeasureAsync(int messages, int rounds, string folder)
    {
        await Task.Yield();
        var peer = new FrameworkReader();
        var message = Read();

        // In turns, so that whatever else the machine does falls on all alike.
        var (ours, theirs, writing) = (new List<double>(), new List<double>(), new List<double>());
        using var buffer = new MemoryStream();
        for (var round = 0; round <= rounds; round++)
        {
            ours.Add(Rate.Of(messages, static _ => Read()));
            theirs.Add(Rate.Of(messages / 5, _ => peer.Read(Text)));
            writing.Add(
                Rate.Of(
                    messages,
                    _ =>
                    {
                        buffer.SetLength(0);
                        MessageWriter.Write(message.Document, buffer);
                    }
                )
            );
        }

        var read = Rate.Median(ours);
        var framework = Rate.Median(theirs);
        var detail =
            $"median of {rounds} rounds of {messages:N0} messages of {Text.Length:N0} bytes, one thread, schema checked in full";
        yield return Bars.IsoRead(read, detail);
        yield return Bars.IsoTimes(
            read / framework,
            $"XmlSerializer over a validating XmlReader: {framework:N0}/s in turns with ours"
        );
        yield return Bars.IsoWrite(Rate.Median(writing), $"the same message, UTF-8, indented; {detail}");
        yield return Batch();
        foreach (var figure in CheckedRun.Measure(messages / 2, rounds))
        {
            yield return figure;
        }

        yield return BatchMemory.Measure(folder);
    }

    private static Figure Batch()
    {
        // Without its XML declaration, which may stand at a file's start only.
        var message = Encoding.UTF8.GetString(Text.AsSpan(Text.AsSpan().IndexOf("?>"u8) + 2));
        using var stream = new RepeatingStream("<Batch>", message, BatchMessages, "</Batch>");
        var before = Environment.CpuUsage.TotalTime;
        var (count, most) = (0, 0L);
        foreach (var result in BatchReader.Read(stream))
        {
            count += result is ReadResult.Accepted ? 1 : 0;
            if (count % 20_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        if (count != BatchMessages)
        {
            throw new InvalidOperationException($"{count} of {BatchMessages} messages of the batch were read.");
        }

        var rate = count / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return Bars.IsoBatch(
            rate,
            $"one file of {stream.Given >> 20:N0} MiB; managed heap at most {most / 1_048_576.0:N1} MiB"
        );
    }

    private static BusinessMessage Read() =>
        MessageReader.Read(Text).TryGet(out var message, out var failure)
            ? message
            : throw new InvalidOperationException(failure.ToString());
}
