using System.Text;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Support.Texts;

namespace Comity.Iso20022.Tests.Hostile;

public sealed class HostileInputTests
{
    [Fact]
    public void An_external_entity_is_refused_and_never_fetched()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, "secret");
        try
        {
            var failure = Refusal($"<!DOCTYPE Document [<!ENTITY x SYSTEM \"file://{path}\">]>" + With(">M<", ">&x;<"));

            Assert.Equal(ReadFailureKind.DocumentTypeForbidden, failure.Kind);
            Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_entity_bomb_is_refused_before_it_expands()
    {
        var bomb = new StringBuilder("<!DOCTYPE Document [<!ENTITY l0 \"lol\">");
        for (var i = 1; i < 20; i++)
        {
            bomb.Append($"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        }

        Assert.Equal(ReadFailureKind.DocumentTypeForbidden, Refusal(bomb + "]>" + With(">M<", ">&l19;<")).Kind);
    }

    [Fact]
    public void An_entity_that_nobody_declared_is_not_well_formed() =>
        Assert.Equal(ReadFailureKind.NotWellFormed, Refusal(With(">M<", ">&what;<")).Kind);

    [Fact]
    public void A_long_attribute_of_an_envelope_is_refused() =>
        Assert.Equal(
            ReadFailureKind.TextTooLong,
            Refusal($"<E a='{new string('A', 101)}'>{Document}</E>", new ReadLimits { MaxTextLength = 100 }).Kind
        );

    [Fact]
    public void Text_in_an_envelope_is_bounded_too() =>
        Assert.Equal(
            ReadFailureKind.TextTooLong,
            Refusal($"<E>{new string('A', 101)}{Document}</E>", new ReadLimits { MaxTextLength = 100 }).Kind
        );

    [Fact]
    public void Text_in_many_pieces_is_bounded_as_a_whole() =>
        Assert.Equal(
            ReadFailureKind.TextTooLong,
            Refusal(
                With(">M<", ">" + string.Concat(Enumerable.Repeat("M<!-- -->", 200)) + "<"),
                new ReadLimits { MaxTextLength = 100 }
            ).Kind
        );

    [Fact]
    public void Ten_thousand_levels_are_refused_wherever_they_are()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 10_000));

        Assert.Equal(ReadFailureKind.TooDeep, Refusal(deep).Kind);
        Assert.Equal(
            ReadFailureKind.TooDeep,
            Refusal(
                With(
                    "</TxInfAndSts>",
                    "<SplmtryData><Envlp>" + deep.Replace("<a>", "<a xmlns='u'>", StringComparison.Ordinal)
                )
            ).Kind
        );
        Assert.Equal(ReadFailureKind.UnexpectedElement, Refusal(With("<GrpHdr>", deep)).Kind);
    }

    [Fact]
    public void Other_encodings_are_refused()
    {
        Assert.Equal(ReadFailureKind.WrongEncoding, Refusal([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Document)]).Kind);
        Assert.Equal(
            ReadFailureKind.WrongEncoding,
            Refusal([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Document)]).Kind
        );
        Assert.Equal(ReadFailureKind.WrongEncoding, Refusal(Encoding.Unicode.GetBytes(Document)).Kind);
        Assert.Equal(ReadFailureKind.WrongEncoding, Refusal(Encoding.UTF32.GetBytes(Document)).Kind);
        Assert.Equal(ReadFailureKind.WrongEncoding, Refusal(Encoding.Latin1.GetBytes(With(">M<", ">é<"))).Kind);
        var at = Document.IndexOf(">M<", StringComparison.Ordinal) + 1;
        byte[] halfPair = [.. Bytes(Document[..at]), 0xED, 0xA0, 0x80, .. Bytes(Document[at..])];
        Assert.Equal(ReadFailureKind.WrongEncoding, Refusal(halfPair).Kind);
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused_at_their_place()
    {
        var failure = Refusal(Encoding.Latin1.GetBytes(With("<MsgId>M", "\n<MsgId>\u00e9")));

        Assert.Equal((ReadFailureKind.WrongEncoding, 2, 8), (failure.Kind, failure.Line, failure.Column));
        Assert.Equal("/Document/FIToFIPmtStsRpt/GrpHdr/MsgId", failure.Path);
    }

    [Fact]
    public void A_byte_order_mark_of_utf_8_is_welcome() =>
        Assert.IsType<ReadResult.Accepted>(
            MessageReader.Read(
                new byte[] { 0xEF, 0xBB, 0xBF }
                    .Concat(Bytes(Document))
                    .ToArray()
            )
        );

    [Theory]
    [InlineData("ISO-8859-1")]
    [InlineData("windows-1252")]
    [InlineData("UTF-16")]
    [InlineData("UTF-7")]
    [InlineData("IBM037")]
    [InlineData("no-such-encoding")]
    public void A_declaration_of_another_encoding_is_refused_even_where_the_bytes_are_utf_8(string encoding)
    {
        var text = Bytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>{Document}");
        foreach (var way in Way.All)
        {
            using var stream = new MemoryStream(text);
            Assert.Equal(ReadFailureKind.WrongEncoding, way.Failure(stream, ReadLimits.Default)?.Kind);
        }
    }

    [Theory]
    [InlineData("1.0x")]
    [InlineData("1.0\u2028")]
    [InlineData("1.1")]
    [InlineData("2.0")]
    [InlineData("")]
    public void A_declaration_of_another_version_of_xml_is_refused(string version) =>
        Assert.Equal(ReadFailureKind.NotWellFormed, Refusal($"<?xml version=\"{version}\"?>{Document}").Kind);

    [Theory]
    [InlineData(0xC1, 0x81)]
    [InlineData(0xE0, 0x80, 0x81)]
    [InlineData(0xF0, 0x80, 0x80, 0x81)]
    [InlineData(0xF4, 0x90, 0x80, 0x80)]
    [InlineData(0xF8, 0x88, 0x80, 0x80, 0x80)]
    [InlineData(0x80)]
    [InlineData(0xE2, 0x82)]
    public void Bytes_that_are_nearly_utf_8_are_refused(params int[] bytes)
    {
        var at = Document.IndexOf(">M<", StringComparison.Ordinal) + 1;
        byte[] text = [.. Bytes(Document[..at]), .. bytes.Select(b => (byte)b), .. Bytes(Document[at..])];
        foreach (var way in Way.All)
        {
            using var stream = new MemoryStream(text);
            Assert.Equal(ReadFailureKind.WrongEncoding, way.Failure(stream, ReadLimits.Default)?.Kind);
        }
    }

    [Fact]
    public void A_batch_and_a_message_in_parts_that_are_cut_anywhere_end_with_a_refusal()
    {
        var text = Bytes("<Batch>" + Header + Document + "</Batch>");
        for (var length = 0; length < text.Length; length++)
        {
            foreach (var way in Way.All)
            {
                using var stream = new MemoryStream(text, 0, length);
                Assert.True(
                    way.Failure(stream, ReadLimits.Default)?.Kind
                        is ReadFailureKind.NotWellFormed
                            or ReadFailureKind.Empty,
                    $"{way} at {length}"
                );
            }
        }
    }

    [Fact]
    public void A_text_cut_anywhere_is_refused()
    {
        var text = Bytes(Document);
        for (var length = 0; length < text.Length; length++)
        {
            Assert.Contains(
                Refusal(text[..length]).Kind,
                new[] { ReadFailureKind.NotWellFormed, ReadFailureKind.Empty }
            );
        }
    }

    [Fact]
    public void Anything_after_the_message_is_refused()
    {
        Assert.Equal(ReadFailureKind.NotWellFormed, Refusal(Document + Document).Kind);
        Assert.Equal(ReadFailureKind.NotWellFormed, Refusal(Document + "more").Kind);
        Assert.IsType<ReadResult.Accepted>(MessageReader.Read(Bytes(Document + "\n<!-- the end -->\n")));
    }

    [Fact]
    public void A_wrong_namespace_is_refused_by_name_with_all_that_is_supported()
    {
        var failure = Refusal("<Document xmlns='urn:example:other'/>");

        Assert.Equal((ReadFailureKind.UnsupportedMessage, "urn:example:other"), (failure.Kind, failure.Found));
        Assert.All(SupportedMessages.All, m => Assert.Contains(m.Namespace, failure.Allowed, StringComparison.Ordinal));
        Assert.Equal("no namespace", Refusal("<Document/>").Found);
        Assert.Equal(
            ReadFailureKind.UnexpectedElement,
            Refusal(With("<GrpHdr>", "<GrpHdr xmlns='urn:example:other'>")).Kind
        );
    }

    [Fact]
    public void A_second_document_hidden_in_what_is_left_aside_is_found() =>
        Assert.Equal(ReadFailureKind.SeveralDocuments, Refusal($"<E><Aside>{Document}</Aside>{Document}</E>").Kind);

    [Fact]
    public void Random_damage_never_does_more_than_refuse()
    {
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.Int[0, Document.Length - 1], CsCheck.Gen.Byte, CsCheck.Gen.Int[0, 20]),
            damage =>
            {
                var (at, value, cut) = damage;
                byte[] text =
                [
                    .. Bytes(Document[..at]),
                    value,
                    .. Bytes(Document[Math.Min(Document.Length, at + cut)..]),
                ];
                Assert.NotNull(MessageReader.Read(text));
            },
            iter: 3000
        );
    }
}
