using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Support.Texts;

namespace Comity.Iso20022.Tests;

public sealed class EnvelopeTests
{
    [Fact]
    public void A_bare_document_has_neither_header_nor_envelope()
    {
        var message = RoundTripTests.Read(Bytes(Document));

        Assert.IsType<Pacs00200110>(message.Document);
        Assert.Null(message.Header);
        Assert.Null(message.Envelope);
    }

    [Theory]
    [InlineData("<E>{0}{1}</E>", "E", "")]
    [InlineData("<E>{1}{0}</E>", "E", "")]
    [InlineData("<x:Message xmlns:x='urn:x'>{0}{1}</x:Message>", "Message", "urn:x")]
    [InlineData("<a><b>{0}</b><c>{1}</c></a>", "a", "")]
    [InlineData("<a><b><c>{0}{1}</c></b></a>", "a", "")]
    public void An_envelope_may_have_any_name_and_a_few_levels(string envelope, string name, string space)
    {
        var message = RoundTripTests.Read(Bytes(string.Format(envelope, Header, Document)));

        Assert.Equal("pacs.002.001.10", message.Header?.MsgDefIdr.Value);
        Assert.Equal(new Envelope(name, space), message.Envelope);
    }

    [Fact]
    public void What_an_envelope_holds_beside_the_message_is_listed_as_unread()
    {
        var message = RoundTripTests.Read(
            Bytes($"<a>note<Route><Hop/><Hop/></Route><b>{Header}<Sent>1</Sent><Sent>2</Sent>{Document}</b></a>")
        );

        Assert.Equal(["/a/Route", "/a/b/Sent", "/a/b/Sent[2]", "/a/text()"], message.Envelope?.Unread);
    }

    [Fact]
    public void A_header_after_its_document_is_held_to_it_as_well() =>
        Assert.Equal(
            ReadFailureKind.HeaderContradictsDocument,
            Refusal(
                $"<E>{Document}{Header.Replace("pacs.002.001.10", "pacs.008.001.08", StringComparison.Ordinal)}</E>"
            ).Kind
        );

    [Fact]
    public void A_header_is_checked_against_its_own_schema()
    {
        var failure = Refusal(
            $"<E>{Header.Replace("<BizMsgIdr>1</BizMsgIdr>", "", StringComparison.Ordinal)}{Document}</E>"
        );

        Assert.Equal((ReadFailureKind.UnexpectedElement, "BizMsgIdr"), (failure.Kind, failure.Allowed));
    }

    [Fact]
    public void A_header_alone_is_not_a_message() => Assert.Equal(ReadFailureKind.NoDocument, Refusal(Header).Kind);

    [Fact]
    public void Neither_header_nor_document_is_not_a_message() =>
        Assert.Equal(ReadFailureKind.NoDocument, Refusal("<E/>").Kind);
}
