using System.Xml;
using System.Xml.Schema;
using System.Xml.Serialization;
using Comity.Bench.Report;
using Comity.Iso20022;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;

namespace Comity.Bench.Iso20022;

/// <summary>Reading and writing one typical pacs.008, beside the framework's serializer with schema validation in the same run.</summary>
internal static class IsoRun
{
    private const int BatchMessages = 200_000;

    private static readonly byte[] Text = Resource("payment.xml");

    /// <summary>The figures, each the median of so many rounds of so many messages on one thread.</summary>
    public static async IAsyncEnumerable<Figure> MeasureAsync(int messages, int rounds)
    {
        await Task.Yield();
        var serializer = new XmlSerializer(typeof(SerializedPayment));
        var validating = Validating();
        var message = Read();
        if (serializer.Deserialize(Open(validating)) is not SerializedPayment { FIToFICstmrCdtTrf: not null })
        {
            throw new InvalidOperationException("The framework did not read the message.");
        }

        // In turns, so that whatever else the machine does falls on all alike.
        var (ours, theirs, writing) = (new List<double>(), new List<double>(), new List<double>());
        using var buffer = new MemoryStream();
        for (var round = 0; round <= rounds; round++)
        {
            ours.Add(PerSecond(messages, static () => Read()));
            theirs.Add(PerSecond(messages / 5, () => serializer.Deserialize(Open(validating))));
            writing.Add(
                PerSecond(
                    messages,
                    () =>
                    {
                        buffer.SetLength(0);
                        MessageWriter.Write(message.Document, buffer);
                    }
                )
            );
        }

        var read = Median(ours);
        var framework = Median(theirs);
        var detail =
            $"median of {rounds} rounds of {messages:N0} messages of {Text.Length:N0} bytes, one thread, schema checked in full";
        yield return Bars.IsoRead(read, detail);
        yield return Bars.IsoTimes(
            read / framework,
            $"XmlSerializer over a validating XmlReader: {framework:N0}/s in turns with ours"
        );
        yield return Bars.IsoWrite(Median(writing), $"the same message, UTF-8, indented; {detail}");
        yield return Batch();
    }

    private static Figure Batch()
    {
        using var stream = new BatchStream(Text, BatchMessages);
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

    private static double PerSecond(int count, Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
        {
            work();
        }

        return count / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    // The first is the warm-up.
    private static double Median(List<double> rounds) => rounds.Skip(1).Order().ElementAt((rounds.Count - 1) / 2);

    private static XmlReaderSettings Validating()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        using var text = new MemoryStream(Resource("pacs.008.001.08.xsd"));
        using var reader = XmlReader.Create(text);
        schemas.Add(null, reader);
        schemas.Compile();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationEventHandler += static (_, fault) => throw new InvalidOperationException(fault.Message);
        return settings;
    }

    private static XmlReader Open(XmlReaderSettings settings) => XmlReader.Create(new MemoryStream(Text), settings);

    private static byte[] Resource(string name)
    {
        using var stream = typeof(IsoRun).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
