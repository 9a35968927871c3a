using System.Text;
using Comity.Iso20022.Signing;
using Comity.Iso20022.Tests.Support;
using CsCheck;
using static Comity.Iso20022.Tests.Signing.SignedTexts;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>One changed byte: refused, or the message is the same in canonical XML. CsCheck prints the seed.</summary>
public sealed class SignatureMutationTests
{
    private static readonly byte[] Signed = Texts.Bytes(
        Sign(
            options: WithTime,
            text: $"<a><!-- b --><Route/>{Change(Texts.Header, "<Fr>", "\n <Fr>")}\n{Change(
            Texts.Document, "<FinInstnId/></Agt>", "<FinInstnId><Nm>M&#252;ller &amp; S\u00f6hne</Nm></FinInstnId></Agt>")}</a>"
        )
    );

    private static readonly string[] Pieces =
    [
        "<X509IssuerSerial/>",
        "<X509IssuerSerial><X509IssuerName/><X509SerialNumber/></X509IssuerSerial>",
        "<X509IssuerSerial><X509IssuerName>CN=a</X509IssuerName><X509SerialNumber>z</X509SerialNumber></X509IssuerSerial>",
        "<X509SKI>!</X509SKI>",
        "<X509CRL>!</X509CRL>",
        "<X509Certificate/>",
        "<Object/>",
        "<Reference/>",
        "<EncryptedKey xmlns='http://www.w3.org/2001/04/xmlenc#'/>",
        "<SigningTime xmlns='http://uri.etsi.org/01903/v1.3.2#'>x</SigningTime>",
        "<CertDigest xmlns='http://uri.etsi.org/01903/v1.3.2#'/>",
        "<!-- c -->",
        "<?p i?>",
        "text",
        "\n",
        "&#13;",
        " Id='x'",
        " URI=''",
        " Algorithm=''",
        " xmlns:q='u'",
    ];

    private static readonly BusinessMessage Message = Assert.IsType<SignatureResult.Valid>(Verify(Signed)).Message;

    [Fact]
    public void A_changed_byte_is_refused_or_changes_nothing() =>
        Gen.Select(Gen.Int[0, Signed.Length - 1], Gen.OneOf(Gen.Byte, Gen.Char.AlphaNumeric.Select(c => (byte)c)))
            .Sample(
                (place, value) =>
                {
                    var changed = (byte[])Signed.Clone();
                    changed[place] = value;
                    AssertRefusedOrSame(changed);
                },
                iter: 4_000
            );

    [Fact]
    public void A_byte_that_is_left_out_is_refused_or_changes_nothing() =>
        Gen.Int[0, Signed.Length - 1]
            .Sample(place => AssertRefusedOrSame([.. Signed[..place], .. Signed[(place + 1)..]]), iter: 2_000);

    [Fact]
    public void Whatever_is_put_into_a_signature_is_refused_or_changes_nothing()
    {
        var text = Encoding.UTF8.GetString(Signed);
        var (from, to) = (
            text.IndexOf("<Sgntr>", StringComparison.Ordinal),
            text.IndexOf("</Sgntr>", StringComparison.Ordinal)
        );
        Gen.Select(Gen.Int[from, to], Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]))
            .Sample(
                (place, piece) =>
                {
                    // In a tag where it is an attribute, behind one where it is not.
                    var end = text.IndexOf('>', place);
                    AssertRefusedOrSame(Texts.Bytes(text.Insert(piece[0] == ' ' ? end : end + 1, piece)));
                },
                iter: 2_000
            );
    }

    [Fact]
    public void Every_bit_of_what_a_payment_is_made_by_counts()
    {
        var text = Encoding.UTF8.GetString(Signed);
        foreach (var part in new[] { "<MsgId>M<", "RJCT", ">1.00<", "AED", ">1<" })
        {
            var at = Encoding.UTF8.GetByteCount(text[..text.IndexOf(part, StringComparison.Ordinal)]);
            for (var bit = 0; bit < 8 * part.Length; bit++)
            {
                var changed = (byte[])Signed.Clone();
                changed[at + (bit / 8)] ^= (byte)(1 << (bit % 8));
                Assert.IsType<SignatureResult.Refused>(Verify(changed));
            }
        }
    }

    private static void AssertRefusedOrSame(byte[] changed)
    {
        if (Verify(changed) is SignatureResult.Valid valid)
        {
            Assert.Equal(Unsigned(Signed), Unsigned(changed));
            Assert.Equal(Message.Document, valid.Message.Document);
            Assert.Equal(Message.Header! with { Sgntr = null }, valid.Message.Header! with { Sgntr = null });
        }
    }

    // The header without its signature, and the document, in canonical XML.
    private static string Unsigned(byte[] text)
    {
        var whole = Encoding.UTF8.GetString(text);
        return Canonical.Of(Texts.Bytes(Change(whole, Between(whole, "<Sgntr", "</Sgntr>"), "")));
    }
}
