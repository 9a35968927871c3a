using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Comity.Iso20022.Tests.Support;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>Signs a header as an attacker does who has no private key: with an HMAC.</summary>
internal static class Forgery
{
    public static string Make(X509Certificate2 victim, HMAC secret)
    {
        var header = new XmlDocument { PreserveWhitespace = true };
        header.LoadXml(Texts.Header.Replace("</AppHdr>", "<Sgntr/></AppHdr>", StringComparison.Ordinal));
        var signed = new SignedXml(header);
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.KeyInfo.AddClause(new KeyInfoX509Data(victim));
        using var document = new MemoryStream(Encoding.UTF8.GetBytes(Texts.Document));
        foreach (var reference in new[] { new Reference(""), new Reference(document) })
        {
            reference.DigestMethod = SignedXml.XmlDsigSHA256Url;
            if (reference.Uri is not null)
            {
                reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
            }

            reference.AddTransform(new XmlDsigExcC14NTransform());
            signed.AddReference(reference);
        }

        signed.ComputeSignature(secret);
        header.DocumentElement!.LastChild!.AppendChild(header.ImportNode(signed.GetXml(), deep: true));
        return $"<BusinessMessage>{header.OuterXml}{Texts.Document}</BusinessMessage>";
    }
}
