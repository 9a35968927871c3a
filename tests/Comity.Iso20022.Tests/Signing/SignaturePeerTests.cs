using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Iso20022.Signing;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Signing.SignedTexts;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>
/// The xmlsec library (libxml2 and OpenSSL) verifies what is signed here, and what it signs is verified here. See peer.c.
/// </summary>
public sealed class SignaturePeerTests : IDisposable
{
    private static readonly Lazy<string?> Peer = new(Build);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-iso-");

    [Theory]
    [InlineData("Rsa", false)]
    [InlineData("Rsa", true)]
    [InlineData("P256", false)]
    [InlineData("P256", true)]
    public void The_peer_verifies_what_is_signed_here(string signer, bool named)
    {
        var certificate = SigningCertificates.Of(signer);
        var options = WithTime with { NameCertificateOnly = named };
        var text = Sign(certificate, options, Change(Plain, "<FIToFIPmtStsRpt>", "<FIToFIPmtStsRpt>\n <!-- é -->"));
        var (header, document) = (Between(text, "<AppHdr", "</AppHdr>"), Between(text, "<Document", "</Document>"));
        var trusted = certificate.ExportCertificatePem();

        Assert.Equal(0, Run("verify", header, document, trusted).Code);
        Assert.Equal(1, Run("verify", header, Change(document, "RJCT", "ACSC"), trusted).Code);
        Assert.Equal(1, Run("verify", Change(header, ">1<", ">2<"), document, trusted).Code);
        Assert.Equal(1, Run("verify", Change(header, "<X509Data>", "<X509Data> "), document, trusted).Code);
        Assert.Equal(1, Run("verify", Change(header, "12:00:00Z</xades", "12:00:01Z</xades"), document, trusted).Code);
    }

    [Theory]
    [InlineData("Rsa", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")]
    [InlineData("P256", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256")]
    public void What_the_peer_signs_is_verified_here(string signer, string method)
    {
        var certificate = SigningCertificates.Of(signer);
        var key = ((AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!);

        var signed = Run("sign", Template(certificate, method), Texts.Document, key.ExportPkcs8PrivateKeyPem());

        Assert.Equal(0, signed.Code);
        var header = Between(signed.Output, "<AppHdr", "</AppHdr>");
        Accept($"<E>{header}{Texts.Document}</E>");
        Refuse(SignatureFault.SignatureWrong, $"<E>{header}{Change(Texts.Document, "RJCT", "ACSC")}</E>");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Template(X509Certificate2 certificate, string method)
    {
        static string Reference(string uri, string first) =>
            $"""
                  <ds:Reference{uri}>
                    <ds:Transforms>{first}<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>
                    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/>
                  </ds:Reference>
                """;
        const string enveloped = "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";
        var signature = $"""
            <Sgntr>
              <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
                <ds:SignedInfo>
                  <ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
                  <ds:SignatureMethod Algorithm="{method}"/>
                  {Reference(" URI=\"#key\"", "")}
                  {Reference(" URI=\"\"", enveloped)}
                  {Reference("", "")}
                </ds:SignedInfo>
                <ds:SignatureValue/>
                <ds:KeyInfo Id="key"><ds:X509Data>
                  <ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate>
                </ds:X509Data></ds:KeyInfo>
              </ds:Signature>
            </Sgntr></AppHdr>
            """;
        return Change(Texts.Header, "</AppHdr>", signature);
    }

    private (int Code, string Output) Run(string command, string header, string document, string key)
    {
        Assert.SkipUnless(
            Peer.Value is not null,
            "a C compiler and libxmlsec1 are not installed (Debian: apt-get install gcc libxmlsec1-dev)."
        );
        var files = new[] { ("header.xml", header), ("document.xml", document), ("key.pem", key) }.Select(file =>
        {
            var path = Path.Combine(_folder.FullName, file.Item1);
            File.WriteAllText(path, file.Item2);
            return path;
        });
        return Start(Peer.Value, [command, .. files]);
    }

    private static (int Code, string Output) Start(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string? Build()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "xmlsec-peer");
        var source = Path.Combine(RepositoryFolder.Root, "tests/Comity.Iso20022.Tests/Signing/peer.c");
        const string script = "cc -o \"$1\" \"$0\" $(xmlsec1-config --crypto=openssl --cflags --libs)";
        return IsThere("cc") && IsThere("xmlsec1-config")
            ? Start("sh", ["-c", script, source, program]).Code == 0
                ? program
                : throw new InvalidOperationException($"{source} does not compile.")
            : null;
    }

    private static bool IsThere(string program) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
