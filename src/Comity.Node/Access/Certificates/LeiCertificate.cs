using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Comity.Protocol.Identifiers;

namespace Comity.Node.Access.Certificates;

/// <summary>The legal entity identifier inside an X.509 certificate (ISO 17442-2).</summary>
internal static class LeiCertificate
{
    /// <summary>The extension that holds the LEI (ISO 17442-2): a PrintableString of 20 characters.</summary>
    public const string LeiOid = "1.3.6.1.4.1.52266.1";

    /// <summary>The extension that holds the role of the person or system that the certificate is for; optional.</summary>
    public const string RoleOid = "1.3.6.1.4.1.52266.2";

    /// <summary>Reads the LEI; false where there is none, it is not one, or there are two.</summary>
    public static bool TryReadLei(X509Certificate2 certificate, out Lei lei)
    {
        lei = default;
        return TryReadText(certificate, LeiOid, out var text) && Lei.TryParse(text, out lei);
    }

    /// <summary>Reads the role; empty where none is stated.</summary>
    public static string ReadRole(X509Certificate2 certificate) =>
        TryReadText(certificate, RoleOid, out var text) ? text : string.Empty;

    private static bool TryReadText(X509Certificate2 certificate, string oid, out string text)
    {
        text = string.Empty;
        var found = certificate.Extensions.Where(one => one.Oid?.Value == oid).ToArray();
        if (found.Length != 1)
        {
            return false;
        }

        try
        {
            var reader = new AsnReader(found[0].RawData, AsnEncodingRules.DER);
            text = reader.ReadCharacterString(UniversalTagNumber.PrintableString);
            reader.ThrowIfNotEmpty();
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
