using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Iso20022.Signing;
using static Comity.Iso20022.Tests.Signing.SignedTexts;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>Whose signature counts, and when.</summary>
public sealed class SignerRefusalTests
{
    private static readonly string Signed = Sign(options: WithTime);

    [Fact]
    public void A_certificate_is_checked()
    {
        static X509Certificate2 P256(
            int from = -10,
            int to = 10,
            X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature
        ) =>
            SigningCertificates.Make(
                ECDsa.Create(ECCurve.NamedCurves.nistP256),
                usage: usage,
                fromDay: from,
                toDay: to
            );
        var (expired, early, stranger) = (P256(-10, -1), P256(1, 10), P256());

        Refuse(SignatureFault.CertificateNotInForce, Sign(expired), new SignerTrust { Signers = [expired] });
        Refuse(SignatureFault.CertificateNotInForce, Sign(early), new SignerTrust { Signers = [early] });
        Refuse(SignatureFault.CertificateNotTrusted, Sign(stranger));
        Refuse(SignatureFault.CertificateNotTrusted, Sign(stranger), new SignerTrust());
        Refuse(
            SignatureFault.CertificateNotTrusted,
            Sign(SigningCertificates.Issued),
            new SignerTrust { Intermediates = [SigningCertificates.Authority] }
        );
        Refuse(SignatureFault.UnknownSigner, Sign(stranger, new SigningOptions { NameCertificateOnly = true }));
        Assert.IsType<SignatureResult.Valid>(Verify(Sign(stranger), new SignerTrust { Signers = [stranger] }));
    }

    [Fact]
    public void Certificates_in_between_connect_and_add_no_trust()
    {
        static ECDsa Key() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var between = SigningCertificates.Make(Key(), "CN=Between", SigningCertificates.Authority, isAuthority: true);
        var text = Sign(SigningCertificates.Make(Key(), issuer: between));
        var trust = new SignerTrust { Authorities = [SigningCertificates.Authority], Intermediates = [between] };

        Accept(text, trust);
        Refuse(SignatureFault.CertificateNotTrusted, text, trust with { Intermediates = [] });
        Refuse(SignatureFault.CertificateNotTrusted, text, trust with { Authorities = [] });
    }

    [Fact]
    public void A_certificate_or_a_key_that_is_not_for_signing_neither_signs_nor_counts()
    {
        var encipherment = SigningCertificates.Make(RSA.Create(2048), usage: X509KeyUsageFlags.KeyEncipherment);
        var curve = SigningCertificates.Make(ECDsa.Create(ECCurve.NamedCurves.nistP384));
        var small = SigningCertificates.Make(RSA.Create(1024));
        var bare = X509CertificateLoader.LoadCertificate(SigningCertificates.P256.RawData);

        foreach (var certificate in new[] { encipherment, curve, small, SigningCertificates.Authority })
        {
            Assert.Throws<ArgumentException>(() => Sign(certificate));
            var carried = Between(Signed, "<X509Certificate>", "</X509Certificate>");
            var text = Change(
                Signed,
                carried,
                $"<X509Certificate>{Convert.ToBase64String(certificate.RawData)}</X509Certificate>"
            );
            Refuse(SignatureFault.CertificateNotForSigning, text, new SignerTrust { Signers = [certificate] });
        }

        Assert.Throws<ArgumentException>(() => Sign(bare));
        Assert.Throws<ArgumentException>(() =>
            Sign(
                SigningCertificates.Make(ECDsa.Create(ECCurve.NamedCurves.nistP256), identified: false),
                new SigningOptions { NameCertificateOnly = true }
            )
        );
    }

    [Fact]
    public void Another_certificate_of_the_same_key_is_refused_where_the_properties_name_one()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (old, renewed) = (SigningCertificates.Make(key), SigningCertificates.Make(key));
        var text = Sign(old, new SigningOptions { NameCertificateOnly = true, SigningTime = SigningCertificates.Now });

        Refuse(SignatureFault.UnknownSigner, text, new SignerTrust { Signers = [renewed] });
        Assert.Equal(old.Thumbprint, Accept(text, new SignerTrust { Signers = [old] }).Signer.Thumbprint);
    }

    [Fact]
    public void Of_certificates_with_one_key_the_one_in_force_is_meant()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (old, renewed) = (SigningCertificates.Make(key, toDay: -1), SigningCertificates.Make(key));
        var text = Sign(renewed, new SigningOptions { NameCertificateOnly = true });

        Assert.Equal(renewed.Thumbprint, Accept(text, new SignerTrust { Signers = [old, renewed] }).Signer.Thumbprint);
    }

    [Theory]
    [InlineData("not Base64!")]
    [InlineData("AAAA")]
    [InlineData("")]
    public void A_certificate_that_is_none_is_refused(string carried) =>
        Refuse(
            SignatureFault.UnknownSigner,
            Change(
                Signed,
                Between(Signed, "<X509Certificate>", "</X509Certificate>"),
                $"<X509Certificate>{carried}</X509Certificate>"
            )
        );

    [Fact]
    public void A_certificate_whose_parts_cannot_be_read_is_refused()
    {
        var broken = SigningCertificates.P256.RawData;
        // The year of its first day, which the framework reads only when it is asked for.
        broken[broken.AsSpan().IndexOf("2611"u8)] = (byte)'x';
        var carried = Convert.ToBase64String(SigningCertificates.P256.RawData);

        Refuse(SignatureFault.UnknownSigner, Change(Signed, carried, Convert.ToBase64String(broken)));
    }

    [Fact]
    public void Several_certificates_are_refused() =>
        Refuse(
            SignatureFault.UnknownSigner,
            Change(Signed, "<X509Data>", "<X509Data><X509Certificate>AAAA</X509Certificate>")
        );
}
