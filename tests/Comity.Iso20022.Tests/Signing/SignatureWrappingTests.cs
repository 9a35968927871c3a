using Comity.Iso20022.Reading;
using Comity.Iso20022.Signing;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Signing.SignedTexts;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>
/// Signed parts moved to where they are verified but not read, or the other way round (McIntosh and Austel, "XML signature
/// element wrapping attacks", 2005); and texts made to cost much.
/// </summary>
public sealed class SignatureWrappingTests
{
    private const string Dsig = "http://www.w3.org/2000/09/xmldsig#";
    private static readonly string Signed = Sign(options: WithTime);
    private static readonly string Header = Between(Signed, "<AppHdr", "</AppHdr>");
    private static readonly string Document = Between(Signed, "<Document", "</Document>");
    private static readonly string Forged = Change(Document, "<TxSts>RJCT<", "<TxSts>ACSC<");

    [Theory]
    [InlineData("<BusinessMessage>{H}{F}{D}</BusinessMessage>")]
    [InlineData("<BusinessMessage>{H}{D}{F}</BusinessMessage>")]
    [InlineData("<BusinessMessage><a>{D}</a>{H}{F}</BusinessMessage>")]
    [InlineData("<BusinessMessage>{H}{D}{P}</BusinessMessage>")]
    [InlineData("<BusinessMessage>{P}{H}{D}</BusinessMessage>")]
    public void A_second_header_or_document_is_refused(string form) =>
        Refuse(SignatureFault.UnreadableMessage, Fill(form));

    [Theory]
    [InlineData("<BusinessMessage>{S}{P}{D}</BusinessMessage>")]
    [InlineData(
        "<BusinessMessage>{P}{D}<Sgntr xmlns='urn:iso:std:iso:20022:tech:xsd:head.001.001.02'>{S}</Sgntr></BusinessMessage>"
    )]
    [InlineData("<BusinessMessage><x>{S}</x>{D}</BusinessMessage>")]
    public void A_signature_beside_the_header_is_refused(string form) =>
        Refuse(SignatureFault.MisplacedSignature, Fill(form));

    [Fact]
    public void A_signature_of_a_related_header_does_not_count()
    {
        var related = Between(Texts.Header, "<Fr>", "</CreDt>");
        var sgntr = Between(Signed, "<Sgntr>", "</Sgntr>");

        Refuse(SignatureFault.MisplacedSignature, Change(Signed, sgntr, $"<Rltd>{related}{sgntr}</Rltd>"));
        Refuse(SignatureFault.SeveralSignatures, Change(Signed, sgntr, $"{sgntr}<Rltd>{related}{sgntr}</Rltd>"));
    }

    [Fact]
    public void A_signature_in_the_document_does_not_count()
    {
        // Supplementary data may hold anything.
        var document = Change(
            Texts.Document,
            "</FIToFIPmtStsRpt>",
            $"<SplmtryData><Envlp>{Signature(Signed)}</Envlp></SplmtryData></FIToFIPmtStsRpt>"
        );

        Refuse(SignatureFault.MisplacedSignature, $"<E>{Texts.Header}{document}</E>");
        Refuse(SignatureFault.SeveralSignatures, $"<E>{Header}{document}</E>");
    }

    [Theory]
    [InlineData("<BusinessMessage>{S}{H}{D}</BusinessMessage>")]
    [InlineData("<BusinessMessage>{H}{D}<y>{S}</y></BusinessMessage>")]
    [InlineData("<BusinessMessage>{H}{D}<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></BusinessMessage>")]
    public void A_second_signature_is_refused(string form) => Refuse(SignatureFault.SeveralSignatures, Fill(form));

    [Fact]
    public void A_second_Sgntr_is_refused() =>
        Refuse(
            SignatureFault.UnreadableMessage,
            Change(Signed, "<Sgntr>", Between(Signed, "<Sgntr>", "</Sgntr>") + "<Sgntr>")
        );

    [Fact]
    public void A_signature_inside_another_element_of_Sgntr_is_refused() =>
        Refuse(
            SignatureFault.MisplacedSignature,
            Change(Signed, Signature(Signed), $"<X xmlns=\"{Dsig}\">{Signature(Signed)}</X>")
        );

    [Fact]
    public void An_identifier_given_twice_leads_to_the_signatures_own_part()
    {
        var identifier = Identifier(Signed, "KeyInfo");

        // Beside the message, where a search would find it first: the part is still the one in the signature.
        Accept(Change(Signed, "<AppHdr", $"<KeyInfo xmlns=\"{Dsig}\" Id=\"{identifier}\"><Evil/></KeyInfo><AppHdr"));
        // And in the signature itself there is no room for a second.
        Refuse(
            SignatureFault.UnexpectedStructure,
            Change(Signed, "<KeyInfo ", $"<KeyInfo Id=\"{identifier}\"/><KeyInfo ")
        );
        // Nor may one identifier, and so one reference, stand for two parts.
        var other = Identifier(Signed, "xades:SignedProperties");
        var reference = Between(Signed, $"<Reference URI=\"#{other}\"", "</Reference>");
        Refuse(SignatureFault.UnexpectedReference, Change(Change(Signed, reference, ""), other, identifier));
    }

    [Fact]
    public void An_encoding_that_would_make_other_characters_of_the_same_bytes_is_refused()
    {
        // Two characters that are one, were the bytes taken for UTF-8 by the reader and for ISO 8859-1 by the verifier.
        var latin = Sign(text: Change(Plain, "<FinInstnId/></Agt>", "<FinInstnId><Nm>Ã©</Nm></FinInstnId></Agt>"));
        var forged = Change(latin, "Ã©", "é");
        var claim = Between(forged, "<?xml", "?>");

        Refuse(
            SignatureFault.UnreadableMessage,
            Change(forged, claim, "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>")
        );
    }

    [Theory]
    [InlineData("<!DOCTYPE E [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE E SYSTEM \"http://127.0.0.1:1/x\">")]
    [InlineData("<!DOCTYPE E [<!ATTLIST KeyInfo Id ID #IMPLIED>]>")]
    public void A_document_type_is_refused(string declaration) =>
        Refuse(SignatureFault.UnreadableMessage, Change(Signed, Between(Signed, "<?xml", "?>"), declaration));

    [Fact]
    public void A_text_beyond_the_limits_is_refused_before_anything_is_copied()
    {
        var text = new byte[64 << 20];
        text.AsSpan().Fill((byte)' ');
        Texts.Bytes(Signed).CopyTo(text, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.IsType<SignatureResult.Refused>(
            HeaderSignature.Verify(text, Trust, SigningCertificates.Now, new ReadLimits { MaxBytes = 1 << 20 })
        );

        Assert.Equal(SignatureFault.UnreadableMessage, refused.Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void The_default_limit_is_smaller_than_for_reading() =>
        Refuse(SignatureFault.UnreadableMessage, Signed + new string(' ', 4 << 20));

    [Fact]
    public void A_plain_text_has_its_limit_too()
    {
        var text = Texts.Bytes(Signed);

        Assert.IsType<SignatureResult.Refused>(
            HeaderSignature.Verify(text, Trust, SigningCertificates.Now, new ReadLimits { MaxBytes = text.Length - 1 })
        );
    }

    [Theory]
    [InlineData("<Fr>", "<!-- {0} --><Fr>", 50_000)]
    [InlineData("<X509Data>", "<X509Data>{0}", 300_000)]
    [InlineData("<X509Data>", "<X509Data {0}='x'>", 300_000)]
    [InlineData("<Reference>", "<Reference URI='{0}'>", 300_000)]
    public void A_header_of_many_bytes_is_refused_before_anything_is_computed(string part, string form, int length) =>
        Refuse(
            SignatureFault.UnexpectedStructure,
            Change(
                Signed,
                part,
                form.StartsWith("<!", StringComparison.Ordinal)
                    ? Many(form.Replace("<Fr>", "", StringComparison.Ordinal), length) + "<Fr>"
                    : form.Replace("{0}", new string('A', length), StringComparison.Ordinal)
            )
        );

    [Fact]
    public void Many_references_transforms_or_comments_are_answered()
    {
        var reference = Between(Signed, "<Reference>", "</Reference>");
        Refuse(SignatureFault.UnexpectedStructure, Change(Signed, reference, Many(reference, 400)));
        Refuse(
            SignatureFault.UnexpectedTransform,
            Change(
                Signed,
                $"<Transform Algorithm=\"{Dsig}enveloped-signature\" />",
                Many("<Transform Algorithm=\"x\" />", 5_000)
            )
        );
        Accept(Change(Signed, "<FIToFIPmtStsRpt>", $"<FIToFIPmtStsRpt>{Many("<!-- {0} -->", 50_000)}"));
        Accept(Change(Signed, "<FIToFIPmtStsRpt>", $"<FIToFIPmtStsRpt{Many(" xmlns:a{0}=\"urn:{0}\"", 20_000)}>"));
        Accept(Change(Signed, "<AppHdr", Many("<a b=\"{0}\"/>", 50_000) + "<AppHdr"));
    }

    private static string Many(string one, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => one.Replace("{0}", $"{i}", StringComparison.Ordinal)));

    private static string Fill(string form) =>
        form.Replace("{H}", Header, StringComparison.Ordinal)
            .Replace("{P}", Texts.Header, StringComparison.Ordinal)
            .Replace("{S}", Signature(Signed), StringComparison.Ordinal)
            .Replace("{F}", Forged, StringComparison.Ordinal)
            .Replace("{D}", Document, StringComparison.Ordinal);
}
