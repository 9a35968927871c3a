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
