using System.Text;
using Comity.Iso20022.Components;
using Comity.Iso20022.Json;
using static Comity.Iso20022.Tests.Json.JsonTexts;

namespace Comity.Iso20022.Tests.Json;

/// <summary>The form of the text: what is written, and which other forms are read as the same.</summary>
public sealed class JsonFormTests
{
    [Theory]
    [InlineData("pacs.002.nested")]
    [InlineData("pacs.009.envelope")]
    public void A_sample_is_written_as_the_golden_text_shows(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples");
        var message = RoundTripTests.Read(File.ReadAllBytes(Path.Combine(folder, name + ".xml")));

        var written = Encoding.UTF8.GetString(JsonMessageWriter.ToBytes(message.Document, message.Header));

        Assert.Equal(File.ReadAllText(Path.Combine(folder, name + ".json")).TrimEnd('\n'), written);
    }

    [Fact]
    public void The_order_of_members_says_nothing()
    {
        var expected = Accepted(Document);
        var turned = Accepted(
            "{\"Document\":{\"FIToFIPmtStsRpt\":"
                + Report
                    .Replace(
                        "\"amt\":\"1.00\",\"Ccy\":\"AED\"",
                        "\"Ccy\":\"AED\",\"amt\":\"1.00\"",
                        StringComparison.Ordinal
                    )
                    .Replace(
                        "\"MsgId\":\"M\",\"CreDtTm\":\"2026-11-02T08:00:00Z\"",
                        "\"CreDtTm\":\"2026-11-02T08:00:00Z\",\"MsgId\":\"M\"",
                        StringComparison.Ordinal
                    )
                + "},\"AppHdr\":"
                + Header
                + "}"
        );

        Assert.Equal(expected, turned);
    }

    [Fact]
    public void What_repeats_may_stand_alone_when_it_is_one()
    {
        var alone = With("[{\"OrgnlEndToEndId\"", "{\"OrgnlEndToEndId\"")
            .Replace("]}],\"Splm", "]},\"Splm", StringComparison.Ordinal);

        Assert.Equal(Accepted(Document), Accepted(alone));
    }

    [Fact]
    public void Escapes_and_a_byte_order_mark_change_nothing() =>
        Assert.Equal(Accepted(Document), Accepted("\uFEFF" + With("\"MsgId\":\"M\"", "\"\\u004dsgId\":\"\\u004D\"")));

    [Fact]
    public void An_amount_keeps_its_digits()
    {
        var message = Accepted(With("1.00", "123456789012345.100"));
        var text = Encoding.UTF8.GetString(JsonMessageWriter.ToBytes(message.Document));

        Assert.Contains("\"amt\": \"123456789012345.100\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_comes_from_the_caller_the_header_or_there_being_only_one()
    {
        var bare = "{\"Document\":{\"FIToFIPmtStsRpt\":" + Report + "}}";
        Assert.True(SupportedMessages.TryGet("pacs.002.001.10", out var type));
        Assert.Same(type, Accepted(bare, type).Document.Type);
        Assert.Same(type, Accepted(Document).Document.Type);

        var lonely = SupportedMessages.All.First(m =>
            SupportedMessages.All.Count(o => o.Description.Elements[0].Tag == m.Description.Elements[0].Tag) == 1
        );
        var tag = lonely.Description.Elements[0].Tag;
        Assert.StartsWith(
            "$.Document." + tag,
            Refusal($"{{\"Document\":{{\"{tag}\":{{\"No\":1}}}}}}").Path,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_header_for_another_message_is_not_written()
    {
        var message = Accepted(Document);
        var header = message.Header! with { MsgDefIdr = "pacs.008.001.08" };

        Assert.Throws<ArgumentException>(() => JsonMessageWriter.ToBytes(message.Document, header));
    }

    [Fact]
    public void Supplementary_data_is_carried_as_the_xml_that_it_is()
    {
        var report = Assert.IsType<Pacs00200110>(Accepted(Document).Document).FIToFIPmtStsRpt;

        Assert.Equal("<a xmlns=\"urn:example\" />", report.SplmtryData[0].Envlp.Any.Text);
    }
}
