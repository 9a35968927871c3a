using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;
using CsCheck;

namespace Comity.Iso20022.Tests;

/// <summary>Random messages made from the schemas; CsCheck prints the seed of a failing one.</summary>
public sealed class GeneratedInstanceTests
{
    internal static readonly XmlSchemaElement[] Documents = FrameworkJudge
        .Roots.Where(r => r.Name == "Document")
        .ToArray();
    private static readonly XmlSchemaElement Header = FrameworkJudge.Roots.Single(r => r.Name == "AppHdr");
    private static readonly Gen<(int Message, int Seed)> Instances = Gen.Select(
        Gen.Int[0, Documents.Length - 1],
        Gen.Int[0, int.MaxValue]
    );

    [Fact]
    public void Any_valid_message_is_read_and_written_without_loss() =>
        Instances.Sample(
            instance =>
            {
                var given = Make(instance.Message, instance.Seed);
                Assert.Null(FrameworkJudge.Fault(given));

                var message = RoundTripTests.Read(given);
                var written = MessageWriter.ToBytes(message.Document, message.Header);

                Assert.Null(FrameworkJudge.Fault(written));
                Assert.Equal(Canonical.Of(given), Canonical.Of(written));
                var again = RoundTripTests.Read(written);
                Assert.Equal(message.Document, again.Document);
                Assert.Equal(message.Header, again.Header);
            },
            iter: Iterations(1000)
        );

    [Fact]
    public void A_mutated_message_is_accepted_exactly_where_the_framework_accepts_it()
    {
        var samples = Repository.AllSamples.Select(File.ReadAllBytes).ToArray();
        var (accepted, refused, plainly) = (0, 0, 0);
        Gen.Select(Gen.Int[0, samples.Length * 2], Instances)
            .Sample(
                (sample, instance) =>
                {
                    var source = sample < samples.Length ? samples[sample] : Make(instance.Message, instance.Seed);
                    using var stream = new MemoryStream(source);
                    var document = XDocument.Load(stream, LoadOptions.PreserveWhitespace);
                    Mutation.Apply(document, new Random(instance.Seed));
                    var mutated = Text(document.Root!);

                    var fault = FrameworkJudge.Fault(mutated);
                    var ours = Careful(mutated);
                    // The reader of plain text may leave a text to the careful one, but must never take what that refuses.
                    var plain = PlainReader.Read(mutated, ReadLimits.Default);
                    Assert.True(plain is null || (ours.TryGet(out var careful, out _) && plain == careful), $"{ours}");
                    Interlocked.Add(ref plainly, plain is null ? 0 : 1);

                    if (ours is ReadResult.Refused { Failure.Kind: ReadFailureKind.HeaderContradictsDocument })
                    {
                        return;
                    }

                    Assert.True(
                        fault is null == ours is ReadResult.Accepted,
                        $"framework: {fault ?? "valid"}\nours: {ours}"
                    );
                    _ = fault is null ? Interlocked.Increment(ref accepted) : Interlocked.Increment(ref refused);
                },
                iter: Iterations(4000)
            );

        Assert.True(
            accepted > 100 && refused > 1000 && plainly > 50,
            $"{accepted} accepted ({plainly} as plain text), {refused} refused: too few of one kind to mean anything"
        );
    }

    [Fact]
    public void Damaged_bytes_are_accepted_as_plain_text_only_where_the_careful_reader_accepts_them()
    {
        var samples = Repository.AllSamples.Select(File.ReadAllBytes).ToArray();
        byte[] marks = [.. "<>/&;'\"]= \r\n\t:-.!?xA0"u8, 0x00, 0x0B, 0x80, 0xBF, 0xC0, 0xEF, 0xFF];
        Gen.Select(Gen.Int[0, samples.Length - 1], Gen.Int[0, int.MaxValue])
            .Sample(
                (sample, seed) =>
                {
                    var random = new Random(seed);
                    var text = samples[sample].ToList();
                    for (var changes = random.Next(1, 3); changes > 0; changes--)
                    {
                        var at = random.Next(text.Count);
                        var mark = marks[random.Next(marks.Length)];
                        switch (random.Next(3))
                        {
                            case 0:
                                text[at] = mark;
                                break;
                            case 1:
                                text.Insert(at, mark);
                                break;
                            default:
                                text.RemoveAt(at);
                                break;
                        }
                    }

                    byte[] damaged = [.. text];
                    if (PlainReader.Read(damaged, ReadLimits.Default) is { } plain)
                    {
                        Assert.True(Careful(damaged).TryGet(out var careful, out var failure), failure?.ToString());
                        Assert.Equal(careful.Envelope, plain.Envelope);
                        Assert.Equal(
                            MessageWriter.ToBytes(careful.Document, careful.Header),
                            MessageWriter.ToBytes(plain.Document, plain.Header)
                        );
                        Assert.Equal(careful, plain);
                    }
                },
                iter: Iterations(20_000)
            );
    }

    private static ReadResult Careful(byte[] text)
    {
        using var stream = new MemoryStream(text, writable: false);
        return MessageReader.ReadCarefully(stream, ReadLimits.Default);
    }

    // COMITY_ISO_ITERATIONS=1000000 makes the long run.
    private static int Iterations(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("COMITY_ISO_ITERATIONS"), out var asked) ? asked : usual;

    /// <summary>A random valid text of one of the messages, with a header or without.</summary>
    internal static byte[] Make(int message, int seed)
    {
        var instance = new RandomInstance(new Random(seed));
        var document = instance.Of(Documents[message]);
        if (seed % 2 == 0)
        {
            return Text(document);
        }

        var header = instance.Of(Header);
        header.Elements().Single(e => e.Name.LocalName == "MsgDefIdr").Value = document.Name.NamespaceName.Split(':')[
            ^1
        ];
        return Text(new XElement("Any", header, document));
    }

    private static byte[] Text(XElement root)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            NewLineHandling = NewLineHandling.Entitize,
            Encoding = new UTF8Encoding(false),
        };
        using (var writer = XmlWriter.Create(stream, settings))
        {
            root.Save(writer);
        }

        return stream.ToArray();
    }
}
