using System.Security.Cryptography.X509Certificates;
using System.Text;
using Comity.Iso20022.Signing;
using Comity.Iso20022.Tests.Support;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>Signed messages, changes to them, and what verifying says.</summary>
internal static class SignedTexts
{
    public const string Plain = "<BusinessMessage>" + Texts.Header + Texts.Document + "</BusinessMessage>";

    /// <summary>Trusts the certificates of <see cref="SigningCertificates"/>.</summary>
    public static readonly SignerTrust Trust = new()
    {
        Signers = [SigningCertificates.Rsa, SigningCertificates.P256],
        Authorities = [SigningCertificates.Authority],
    };

    public static readonly SigningOptions WithTime = new() { SigningTime = SigningCertificates.Now };

    /// <summary>A signed text.</summary>
    public static string Sign(X509Certificate2? signer = null, SigningOptions? options = null, string text = Plain) =>
        Encoding.UTF8.GetString(HeaderSignature.Sign(Texts.Bytes(text), signer ?? SigningCertificates.P256, options));

    public static SignatureResult Verify(string text, SignerTrust? trust = null) => Verify(Texts.Bytes(text), trust);

    public static SignatureResult Verify(byte[] text, SignerTrust? trust = null) =>
        HeaderSignature.Verify(text, trust ?? Trust, SigningCertificates.Now);

    public static SignatureResult.Valid Accept(string text, SignerTrust? trust = null)
    {
        var result = Verify(text, trust);
        return result as SignatureResult.Valid ?? throw new Xunit.Sdk.XunitException($"{result}");
    }

    public static void Refuse(SignatureFault fault, string text, SignerTrust? trust = null)
    {
        var refused = Assert.IsType<SignatureResult.Refused>(Verify(text, trust));
        Assert.True(fault == refused.Fault, $"{refused.Fault} ({refused.Found}) instead of {fault}");
    }

    /// <summary>The text with one part, which must be there once, replaced.</summary>
    public static string Change(string text, string part, string replacement)
    {
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"no {part} in {text}");
        Assert.True(text.IndexOf(part, at + 1, StringComparison.Ordinal) < 0, $"several {part} in {text}");
        return text[..at] + replacement + text[(at + part.Length)..];
    }

    /// <summary>From the first of one text to the end of the first of another behind it.</summary>
    public static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        var end = text.IndexOf(to, start, StringComparison.Ordinal);
        Assert.True(start >= 0 && end >= 0, $"no {from} ... {to}");
        return text[start..(end + to.Length)];
    }

    /// <summary>The identifier of the first element of a name.</summary>
    public static string Identifier(string text, string element) =>
        Between(text, $"<{element} Id=\"", "\">")[(element.Length + 6)..^2];

    public static string Signature(string text) => Between(text, "<Signature", "</Signature>");
}
