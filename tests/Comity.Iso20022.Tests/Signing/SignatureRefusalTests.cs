using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Iso20022.Signing;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Signing.SignedTexts;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>What was altered, or signed by the wrong one, is refused for the right reason.</summary>
public sealed class SignatureRefusalTests
{
    private const string C14n = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    private static readonly string Signed = Sign(options: WithTime);

    [Theory]
    [InlineData("<BizMsgIdr>1<", "<BizMsgIdr>2<")]
    [InlineData("<TxSts>RJCT<", "<TxSts>ACSC<")]
    [InlineData("<Amt Ccy=\"AED\">1.00<", "<Amt Ccy=\"AED\">1.01<")]
    [InlineData("<Amt Ccy=\"AED\">", "<Amt Ccy=\"AEX\">")]
    [InlineData("<FIToFIPmtStsRpt>", "<FIToFIPmtStsRpt> ")]
    [InlineData("<Fr>", " <Fr>")]
    [InlineData("<X509Data>", "<X509Data> ")]
    [InlineData("<X509Data>", "<X509Data><X509IssuerSerial/>")]
    [InlineData("12:00:00Z</xades:SigningTime>", "12:00:01Z</xades:SigningTime>")]
    [InlineData("2026-11-25T12:00:00Z</xades:SigningTime>", "</xades:SigningTime>")]
    public void An_altered_part_is_refused(string part, string replacement) =>
        Refuse(SignatureFault.SignatureWrong, Change(Signed, part, replacement));

    [Fact]
    public void Another_signature_value_or_digest_is_refused()
    {
        var other = Sign(options: WithTime);
        var value = Between(Signed, "<SignatureValue>", "</SignatureValue>");
        var digest = Between(Signed, "<DigestValue>", "</DigestValue>");

        Refuse(
            SignatureFault.SignatureWrong,
            Change(Signed, value, Between(other, "<SignatureValue>", "</SignatureValue>"))
        );
        Refuse(SignatureFault.SignatureWrong, Change(Signed, value, "<SignatureValue></SignatureValue>"));
        Refuse(SignatureFault.SignatureWrong, Change(Signed, value, "<SignatureValue>not Base64!</SignatureValue>"));
        Refuse(SignatureFault.SignatureWrong, Change(Signed, digest, "<DigestValue>?</DigestValue>"));
        Refuse(SignatureFault.SignatureWrong, Change(Signed, digest, "<DigestValue />"));
    }

    [Fact]
    public void A_header_or_a_document_of_another_signed_message_is_refused()
    {
        var other = Sign(text: Change(Plain, "<MsgId>M<", "<MsgId>N<"));
        var document = Between(other, "<Document", "</Document>");

        Refuse(SignatureFault.SignatureWrong, Change(Signed, Between(Signed, "<Document", "</Document>"), document));
    }

    [Fact]
    public void No_signature_is_refused()
    {
        Refuse(SignatureFault.NoSignature, Plain);
        Refuse(SignatureFault.NoSignature, Texts.Document);
        Refuse(
            SignatureFault.NoSignature,
            Change(Signed, Signature(Signed), "<X xmlns='http://www.w3.org/2000/09/xmldsig#'/>")
        );
        Refuse(SignatureFault.UnreadableMessage, "<E/>");
    }

    [Theory]
    [InlineData(
        "<Transform Algorithm=\"" + C14n + "\" /></Transforms>",
        C14n,
        "http://www.w3.org/TR/1999/REC-xslt-19991116"
    )]
    [InlineData(
        "<Transform Algorithm=\"" + C14n + "\" /></Transforms>",
        C14n,
        "http://www.w3.org/TR/1999/REC-xpath-19991116"
    )]
    [InlineData(
        "<Transform Algorithm=\"" + C14n + "\" /></Transforms>",
        C14n,
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    )]
    [InlineData(
        "<Transform Algorithm=\"" + C14n + "\" /></Transforms>",
        C14n,
        "http://www.w3.org/2000/09/xmldsig#base64"
    )]
    [InlineData("<Transform Algorithm=\"" + C14n + "\" /></Transforms>", C14n, C14n + "WithComments")]
    [InlineData(
        "<Transform Algorithm=\"" + C14n + "\" /></Transforms>",
        C14n,
        "urn:mpeg:mpeg21:2003:01-REL-R-NS:licenseTransform"
    )]
    [InlineData("<Transform Algorithm=\"" + C14n + "\" /></Transforms>", " />", "><XPath>//x</XPath></Transform>")]
    [InlineData(
        "<Transform Algorithm=\"" + C14n + "\" /></Transforms>",
        "<Transform",
        "<Transform Algorithm=\"" + Enveloped + "\" /><Transform"
    )]
    [InlineData(
        "<Transform Algorithm=\"" + C14n + "\" /></Transforms>",
        "<Transform Algorithm=\"" + C14n + "\" />",
        ""
    )]
    public void Another_transform_is_refused(string place, string part, string replacement)
    {
        // The first reference is to the key information.
        var at = Signed.IndexOf(place, StringComparison.Ordinal);
        var changed = Change(place, part, replacement);

        Refuse(SignatureFault.UnexpectedTransform, Signed[..at] + changed + Signed[(at + place.Length)..]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\" />")]
    [InlineData("<Transform Algorithm=\"" + C14n + "\" />")]
    [InlineData("<Transform Algorithm=\"" + Enveloped + "\" /><Transform Algorithm=\"" + Enveloped + "\" />")]
    public void Only_the_signature_is_left_out_of_the_header(string first) =>
        Refuse(SignatureFault.UnexpectedTransform, Change(Signed, $"<Transform Algorithm=\"{Enveloped}\" />", first));

    [Theory]
    [InlineData("http://www.w3.org/2000/09/xmldsig#dsa-sha1")]
    [InlineData("http://www.w3.org/2000/09/xmldsig#rsa-sha1")]
    [InlineData("http://www.w3.org/2000/09/xmldsig#hmac-sha1")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")]
    [InlineData("")]
    public void Another_signature_method_is_refused(string method) =>
        Refuse(
            SignatureFault.UnexpectedAlgorithm,
            Change(Signed, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", method)
        );

    [Fact]
    public void A_signature_method_with_a_parameter_is_refused() =>
        Refuse(
            SignatureFault.UnexpectedAlgorithm,
            Change(
                Signed,
                "#ecdsa-sha256\" />",
                "#ecdsa-sha256\"><HMACOutputLength>0</HMACOutputLength></SignatureMethod>"
            )
        );

    [Fact]
    public void A_secret_that_everybody_knows_makes_no_signature()
    {
        // The public key as an HMAC's secret, in an otherwise perfect signature.
        var forged = Forgery.Make(
            SigningCertificates.P256,
            new HMACSHA256(SigningCertificates.P256.GetECDsaPublicKey()!.ExportSubjectPublicKeyInfo())
        );

        Refuse(SignatureFault.UnexpectedAlgorithm, forged);
    }

    [Fact]
    public void A_weak_digest_is_refused()
    {
        var at = Signed.IndexOf("http://www.w3.org/2001/04/xmlenc#sha256", StringComparison.Ordinal);
        var weak = Signed[..at] + "http://www.w3.org/2000/09/xmldsig#sha1" + Signed[(at + 39)..];

        Refuse(SignatureFault.UnexpectedAlgorithm, weak);
    }

    [Theory]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315\" />")]
    [InlineData(C14n + "WithComments\" />")]
    [InlineData(C14n + "\"><InclusiveNamespaces xmlns=\"" + C14n + "\" PrefixList=\"a\" /></CanonicalizationMethod>")]
    public void Another_canonicalization_is_refused(string method) =>
        Refuse(
            SignatureFault.UnexpectedCanonicalization,
            Change(
                Signed,
                $"<CanonicalizationMethod Algorithm=\"{C14n}\" />",
                $"<CanonicalizationMethod Algorithm=\"{method}"
            )
        );

    [Theory]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("#xpointer(/)")]
    [InlineData("#other")]
    [InlineData("#")]
    public void A_reference_to_anything_else_is_refused(string uri) =>
        Refuse(
            SignatureFault.UnexpectedReference,
            Change(Signed, "<Reference URI=\"\">", $"<Reference URI=\"{uri}\">")
        );

    [Fact]
    public void Two_references_to_the_same_are_refused()
    {
        Refuse(SignatureFault.UnexpectedReference, Change(Signed, "<Reference>", "<Reference URI=\"\">"));
    }

    [Fact]
    public void What_must_be_covered_is_missed()
    {
        var document = Between(Signed, "<Reference>", "</Reference>");
        var header = Between(Signed, "<Reference URI=\"\">", "</Reference>");
        var properties = Between(
            Signed,
            $"<Reference URI=\"#{Identifier(Signed, "xades:SignedProperties")}\"",
            "</Reference>"
        );

        Refuse(SignatureFault.DocumentNotCovered, Change(Signed, document, ""));
        Refuse(SignatureFault.HeaderNotCovered, Change(Signed, header, ""));
        Refuse(SignatureFault.UnexpectedStructure, Change(Signed, properties, ""));
    }

    [Theory]
    [InlineData("<KeyInfo", "<KeyInfo2", "</KeyInfo>", "</KeyInfo2>")]
    [InlineData("<X509Data>", "<KeyName>x</KeyName><X509Data>", "", "")]
    [InlineData("<X509Data>", "<RetrievalMethod URI=\"http://127.0.0.1:1/x\" /><X509Data>", "", "")]
    [InlineData("<SignatureValue>", "<Object /><SignatureValue>", "", "")]
    [InlineData("</Object>", "<Manifest /></Object>", "", "")]
    [InlineData("</Object>", "</Object><Object />", "", "")]
    [InlineData("</xades:SignedProperties>", "</xades:SignedProperties><xades:UnsignedProperties />", "", "")]
    [InlineData("<xades:QualifyingProperties Target=\"#", "<xades:QualifyingProperties Target=\"#x", "", "")]
    public void Another_structure_is_refused(string part, string replacement, string part2, string replacement2)
    {
        var changed = Change(Signed, part, replacement);
        Refuse(SignatureFault.UnexpectedStructure, part2.Length == 0 ? changed : Change(changed, part2, replacement2));
    }
}
