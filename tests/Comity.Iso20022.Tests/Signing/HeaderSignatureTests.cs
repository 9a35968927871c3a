using System.Text;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Signing;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Signing.SignedTexts;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>What is signed is verified, and stays the message that it was.</summary>
public sealed class HeaderSignatureTests
{
    [Theory]
    [InlineData("Rsa", false, false)]
    [InlineData("Rsa", true, true)]
    [InlineData("P256", false, true)]
    [InlineData("P256", true, false)]
    [InlineData("Issued", false, true)]
    public void What_is_signed_is_verified(string signer, bool named, bool timed)
    {
        var certificate = SigningCertificates.Of(signer);
        var options = new SigningOptions
        {
            NameCertificateOnly = named,
            SigningTime = timed ? SigningCertificates.Now : null,
        };

        var text = Sign(certificate, options);

        var valid = Accept(text);
        Assert.Equal(certificate.Thumbprint, valid.Signer.Thumbprint);
        Assert.Equal(options.SigningTime, valid.SigningTime);
        Assert.Equal(!named, text.Contains("<X509Certificate>", StringComparison.Ordinal));
        Assert.Equal(named, text.Contains("<X509SKI>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signed_text_is_a_valid_message_with_the_same_content()
    {
        var before = RoundTripTests.Read(Texts.Bytes(Plain));

        var text = Texts.Bytes(Sign(options: WithTime));

        Assert.Null(FrameworkJudge.Fault(text));
        var after = RoundTripTests.Read(text);
        Assert.Equal(before.Document, after.Document);
        Assert.Equal(before.Header, after.Header! with { Sgntr = null });
        Assert.Equal(before.Envelope, after.Envelope);
        Assert.Equal(after, Accept(Encoding.UTF8.GetString(text)).Message);
    }

    [Fact]
    public void Every_sample_with_a_header_can_be_signed()
    {
        var samples = Repository
            .AllSamples.Select(File.ReadAllBytes)
            .Where(text => MessageReader.Read(text) is ReadResult.Accepted { Message.Header.Sgntr: null })
            .ToList();

        Assert.NotEmpty(samples);
        Assert.All(
            samples,
            text =>
            {
                var signed = HeaderSignature.Sign(text, SigningCertificates.P256, WithTime);

                Assert.Null(FrameworkJudge.Fault(signed));
                var valid = Assert.IsType<SignatureResult.Valid>(Verify(signed));
                Assert.Equal(RoundTripTests.Read(text).Document, valid.Message.Document);
            }
        );
    }

    [Fact]
    public void A_typed_message_is_signed_in_its_envelope_or_the_usual_one()
    {
        var message = RoundTripTests.Read(Texts.Bytes(Plain.Replace("BusinessMessage", "E", StringComparison.Ordinal)));

        foreach (var (one, name) in new[] { (message, "E"), (message with { Envelope = null }, "BusinessMessage") })
        {
            var signed = HeaderSignature.Sign(one, SigningCertificates.P256);

            Assert.Equal(name, Assert.IsType<SignatureResult.Valid>(Verify(signed)).Message.Envelope!.Name);
        }
    }

    [Fact]
    public void The_signature_stands_before_the_headers_of_related_messages()
    {
        var related = Between(Texts.Header, "<Fr>", "</CreDt>");
        var text = Sign(text: Change(Plain, "</AppHdr>", $"<Rltd>{related}</Rltd><Rltd>{related}</Rltd></AppHdr>"));

        Assert.Null(FrameworkJudge.Fault(Texts.Bytes(text)));
        Assert.Equal(2, Accept(text).Message.Header!.Rltd.Count);
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='utf-8'?>\r\n<!-- a -->", "")]
    [InlineData("", "<Route><Hop a='1'/></Route>")]
    public void What_else_a_text_holds_is_kept(string before, string inside)
    {
        var text = Sign(text: before + Change(Plain, "<AppHdr", inside + "<AppHdr"));

        Accept(text);
        Assert.Equal(
            before.Contains("<!-- a -->", StringComparison.Ordinal),
            text.Contains("<!-- a -->", StringComparison.Ordinal)
        );
        Assert.Equal(inside.Length > 0, text.Contains("<Route><Hop a=\"1\" /></Route>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("&#13;")]
    [InlineData("&#13;&#10;")]
    [InlineData("<![CDATA[&amp;]]>")]
    [InlineData("a<!-- b -->c")]
    [InlineData("Ã©–😀")]
    [InlineData("&lt;&gt;&amp;\"'")]
    public void Whatever_a_text_may_hold_survives(string name)
    {
        var plain = Change(Plain, "<FinInstnId/></Agt>", $"<FinInstnId><Nm>x{name}</Nm></FinInstnId></Agt>");

        var valid = Accept(Sign(text: plain));

        Assert.Equal(RoundTripTests.Read(Texts.Bytes(plain)).Document, valid.Message.Document);
    }

    [Fact]
    public void Prefixes_declared_around_the_header_and_the_document_are_kept()
    {
        const string header = "urn:iso:std:iso:20022:tech:xsd:head.001.001.02";
        const string document = "urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10";
        static string Prefixed(string text, string prefix, string space) =>
            text.Replace($" xmlns=\"{space}\"", "", StringComparison.Ordinal)
                .Replace("<", $"<{prefix}:", StringComparison.Ordinal)
                .Replace($"<{prefix}:/", $"</{prefix}:", StringComparison.Ordinal);

        var text = Sign(
            text: $"<E xmlns=\"urn:x\" xmlns:h=\"{header}\" xmlns:d=\"{document}\" xmlns:unused=\"urn:y\">"
                + $"{Prefixed(Texts.Header, "h", header)}{Prefixed(Texts.Document, "d", document)}</E>"
        );

        Assert.Contains("<h:Sgntr>", text, StringComparison.Ordinal);
        Accept(text);
        // Exclusive canonical XML: another envelope around the same header and document changes nothing.
        Accept(text.Replace("xmlns:unused=\"urn:y\"", "xmlns:other=\"urn:z\"", StringComparison.Ordinal));
        Accept("\uFEFF" + text);
    }

    [Fact]
    public void A_message_without_a_header_cannot_be_signed()
    {
        Assert.Throws<ArgumentException>(() => Sign(text: Texts.Document));
        Assert.Throws<ArgumentException>(() =>
            HeaderSignature.Sign(RoundTripTests.Read(Texts.Bytes(Texts.Document)), SigningCertificates.P256)
        );
        Assert.Throws<ArgumentException>(() => Sign(text: "<E/>"));
    }

    [Fact]
    public void A_signed_message_is_not_signed_again()
    {
        const string other = "<Sgntr><X xmlns='http://www.w3.org/2000/09/xmldsig#'/></Sgntr></AppHdr>";
        Assert.Throws<ArgumentException>(() => Sign(text: Sign()));
        Assert.Throws<ArgumentException>(() => Sign(text: Change(Plain, "</AppHdr>", other)));
        Assert.Throws<ArgumentException>(() =>
            Sign(text: Change(Plain, "<AppHdr", "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/><AppHdr"))
        );
    }
}
