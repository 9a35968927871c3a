using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Comity.Cli.Tests.Commands;

/// <summary><c>comity iso sign</c> and <c>verify</c>, as a user runs them.</summary>
public sealed class IsoSignatureTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_signed_message_is_verified_and_an_altered_one_refused()
    {
        await Prepare();
        var signed = await Run("sign", _folder["payment.xml"], "--time", "--output", _folder["signed.xml"]);
        Assert.Equal((0, "", ""), (signed.Code, signed.Output, signed.Errors));

        var ran = await Cli.RunAsync("iso", "verify", _folder["signed.xml"], "--trust", _folder["bank.pem"]);
        Assert.Equal(0, ran.Code);
        Assert.EndsWith("signed.xml: a pacs.008.001.08, signed by CN=Bank A\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.RunAsync("iso", "check", _folder["signed.xml"], "--schema-only")).Code);

        var text = await File.ReadAllTextAsync(_folder["signed.xml"]);
        await File.WriteAllTextAsync(
            _folder["signed.xml"],
            text.Replace("<NbOfTxs>1", "<NbOfTxs>2", StringComparison.Ordinal)
        );
        ran = await Cli.RunAsync("iso", "verify", _folder["signed.xml"], "--trust", _folder["bank.pem"]);
        Assert.Equal(1, ran.Code);
        Assert.Contains("signed.xml: SignatureWrong: ", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_are_told_the_signer_or_the_fault()
    {
        await Prepare();
        var signed = (await Run("sign", _folder["payment.xml"], "--named", "--json")).Json;
        Assert.Equal("CN=Bank A", signed.GetProperty("signer").GetString());
        await File.WriteAllTextAsync(_folder["signed.xml"], signed.GetProperty("text").GetString());

        async Task<Ran> Verify(string file, params string[] more) =>
            await Cli.RunAsync(["iso", "verify", file, "--trust", _folder["bank.pem"], "--json", .. more]);
        var valid = (await Verify(_folder["signed.xml"])).Json;
        Assert.True(valid.GetProperty("valid").GetBoolean());
        Assert.Equal("pacs.008.001.08", valid.GetProperty("message").GetString());
        Assert.Equal("CN=Bank A", valid.GetProperty("signer").GetString());

        var unsigned = await Verify(_folder["payment.xml"]);
        Assert.Equal(1, unsigned.Code);
        Assert.Equal("NoSignature", unsigned.Json.GetProperty("fault").GetString());
        var later = await Verify(_folder["signed.xml"], "--at", "2200-01-01T00:00:00Z");
        Assert.Equal("CertificateNotInForce", later.Json.GetProperty("fault").GetString());
    }

    [Fact]
    public async Task An_authority_that_is_trusted_stands_for_whom_it_issued()
    {
        await Prepare(issued: true);
        await Run("sign", _folder["payment.xml"], "--output", _folder["signed.xml"]);

        var ran = await Cli.RunAsync("iso", "verify", _folder["signed.xml"], "--trust", _folder["root.pem"]);
        Assert.Equal((0, ""), (ran.Code, ran.Errors));
    }

    [Fact]
    public async Task What_cannot_be_signed_or_read_exits_with_2_and_says_why()
    {
        await Prepare();
        await File.WriteAllTextAsync(_folder["bare.xml"], "<E/>");
        await Run("sign", _folder["payment.xml"], "--output", _folder["signed.xml"]);

        Assert.Equal(2, (await Run("sign", _folder["bare.xml"])).Code);
        Assert.Equal(2, (await Run("sign", _folder["nothing.xml"])).Code);
        var again = await Run("sign", _folder["signed.xml"]);
        Assert.Equal(2, again.Code);
        Assert.Contains("is signed", again.Errors, StringComparison.Ordinal);

        string[] sign = ["iso", "sign", _folder["payment.xml"], "--certificate"];
        Assert.Equal(2, (await Cli.RunAsync([.. sign, _folder["bare.xml"], "--key", _folder["key.pem"]])).Code);
        Assert.Equal(2, (await Cli.RunAsync([.. sign, _folder["bank.pem"], "--key", _folder["nothing.pem"]])).Code);

        string[] verify = ["iso", "verify", _folder["signed.xml"]];
        Assert.Equal(2, (await Cli.RunAsync(verify)).Code);
        Assert.Equal(2, (await Cli.RunAsync([.. verify, "--trust", _folder["bare.xml"]])).Code);
        Assert.Equal(2, (await Cli.RunAsync([.. verify, "--trust", _folder["nothing.pem"]])).Code);
        Assert.Equal(2, (await Cli.RunAsync([.. verify, "--trust", _folder["bank.pem"], "--at", "soon"])).Code);
        Assert.Equal(2, (await Cli.RunAsync("iso", "verify", "nothing.xml", "--trust", _folder["bank.pem"])).Code);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Ran> Run(string command, string file, params string[] more) =>
        Cli.RunAsync([
            "iso",
            command,
            file,
            "--certificate",
            _folder["bank.pem"],
            "--key",
            _folder["key.pem"],
            .. more,
        ]);

    private async Task Prepare(bool issued = false)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var forRoot = new CertificateRequest("CN=Root", rootKey, HashAlgorithmName.SHA256);
        forRoot.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = forRoot.CreateSelfSigned(from, to);
        var request = new CertificateRequest("CN=Bank A", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var bank = issued ? request.Create(root, from, to, [1]) : request.CreateSelfSigned(from, to);
        await File.WriteAllTextAsync(_folder["root.pem"], root.ExportCertificatePem());
        await File.WriteAllTextAsync(_folder["bank.pem"], bank.ExportCertificatePem());
        await File.WriteAllTextAsync(_folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
        var made = await Cli.RunAsync("iso", "generate", "pacs.008.001.08", "--seed", "7", "--day", "2026-11-25");
        await File.WriteAllTextAsync(_folder["payment.xml"], made.Output);
    }
}
