using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Support.Texts;

namespace Comity.Iso20022.Tests.Hostile;

/// <summary>Texts whose parts are in several namespaces, and texts in which another document or header hides.</summary>
public sealed class NamespaceTests
{
    private const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    private static readonly string Other = With(">M<", ">HIDDEN<");

    [Theory]
    [InlineData("<GrpHdr>", "<GrpHdr xmlns=\"" + Prefix + "pacs.002.001.15\">")]
    [InlineData("<GrpHdr>", "<GrpHdr xmlns=\"" + Prefix + "head.001.001.02\">")]
    [InlineData("<GrpHdr>", "<GrpHdr xmlns=\"\">")]
    [InlineData("<MsgId>M</MsgId>", "<o:MsgId xmlns:o=\"urn:other\">M</o:MsgId>")]
    [InlineData("<FinInstnId/>", "<FinInstnId xmlns=\"urn:other\"/>")]
    [InlineData("<FIToFIPmtStsRpt>", "<FIToFIPmtStsRpt xmlns=\"" + Prefix + "pacs.008.001.08\">")]
    public void An_element_in_another_namespace_is_another_element(string part, string replacement) =>
        Assert.Equal(ReadFailureKind.UnexpectedElement, Refusal(With(part, replacement)).Kind);

    [Fact]
    public void A_prefix_that_means_something_else_further_in_is_read_as_it_is_there()
    {
        var prefixed = Document
            .Replace("</", "</p:", StringComparison.Ordinal)
            .Replace("<", "<p:", StringComparison.Ordinal)
            .Replace("<p:/p:", "</p:", StringComparison.Ordinal)
            .Replace("xmlns=", "xmlns:p=", StringComparison.Ordinal);
        Assert.IsType<ReadResult.Accepted>(MessageReader.Read(Bytes(prefixed)));

        var bound = prefixed.Replace("<p:TxSts>", "<p:TxSts xmlns:p=\"urn:other\">", StringComparison.Ordinal);
        Assert.Equal(ReadFailureKind.UnexpectedElement, Refusal(bound).Kind);
        var unbound = prefixed.Replace("xmlns:p=", "xmlns:q=", StringComparison.Ordinal);
        Assert.Equal(ReadFailureKind.NotWellFormed, Refusal(unbound).Kind);
    }

    [Theory]
    [InlineData(ReadFailureKind.SeveralDocuments, "<E>{document}{other}</E>")]
    [InlineData(ReadFailureKind.SeveralDocuments, "<E>{other}{document}</E>")]
    [InlineData(ReadFailureKind.SeveralDocuments, "<E><Aside>{other}</Aside>{header}{document}</E>")]
    [InlineData(ReadFailureKind.SeveralDocuments, "<E>{header}{document}<Aside><More>{other}</More></Aside></E>")]
    [InlineData(ReadFailureKind.SeveralHeaders, "<E>{header}{header}{document}</E>")]
    [InlineData(ReadFailureKind.SeveralHeaders, "<E><Aside>{header}</Aside>{header}{document}</E>")]
    [InlineData(ReadFailureKind.SeveralHeaders, "<E>{header}{document}<Aside>{header}</Aside></E>")]
    [InlineData(ReadFailureKind.EnvelopeTooDeep, "<E>{document}<a><b><c>{other}</c></b></a></E>")]
    [InlineData(ReadFailureKind.SeveralDocuments, "<E>{document}<Document xmlns='urn:other'/></E>")]
    [InlineData(ReadFailureKind.UnsupportedMessage, "<E><Document xmlns='urn:other'/>{document}</E>")]
    [InlineData(ReadFailureKind.UnsupportedHeader, "<E><AppHdr xmlns='urn:other'/>{header}{document}</E>")]
    public void A_second_document_or_header_is_refused_wherever_it_hides(ReadFailureKind kind, string shape)
    {
        var text = shape
            .Replace("{document}", Document, StringComparison.Ordinal)
            .Replace("{other}", Other, StringComparison.Ordinal)
            .Replace("{header}", Header, StringComparison.Ordinal);

        Assert.Equal(kind, Refusal(text).Kind);
    }

    [Fact]
    public void A_document_inside_a_signature_stays_a_part_of_the_signature()
    {
        var signed = Header.Replace(
            "</AppHdr>",
            $"<Sgntr><ds:Signature xmlns:ds=\"{Signature}\"><ds:Object>{Other}</ds:Object></ds:Signature></Sgntr></AppHdr>",
            StringComparison.Ordinal
        );

        var message = RoundTripTests.Read(Bytes($"<E>{signed}{Document}</E>"));

        Assert.Equal("M", ((Pacs00200110)message.Document).FIToFIPmtStsRpt.GrpHdr.MsgId.Value);
        Assert.Contains("HIDDEN", message.Header!.Sgntr!.Any.Text, StringComparison.Ordinal);
        Assert.Equal(ReadFailureKind.NoDocument, Refusal($"<E>{signed}</E>").Kind);
    }

    [Fact]
    public void A_document_inside_supplementary_data_stays_there()
    {
        var inside = With("</TxInfAndSts>", $"</TxInfAndSts><SplmtryData><Envlp>{Other}</Envlp></SplmtryData>");

        var message = RoundTripTests.Read(Bytes(inside));

        Assert.Equal("M", ((Pacs00200110)message.Document).FIToFIPmtStsRpt.GrpHdr.MsgId.Value);
    }
}
