using System.Diagnostics;
using Comity.Iso20022.Signing;
using Comity.Iso20022.Tests.Support;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>What docs/iso20022.md says about signatures is what the code does.</summary>
public sealed class SignaturePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs/iso20022.md"));

    [Fact]
    public void The_example_is_real()
    {
        var (text, bank, now) = (Texts.Bytes(SignedTexts.Plain), SigningCertificates.P256, SigningCertificates.Now);

        // Shown from here.
        var signed = HeaderSignature.Sign(text, bank, new SigningOptions { SigningTime = now });

        var trust = new SignerTrust { Signers = [bank] };
        var answer = HeaderSignature.Verify(signed, trust, now) switch
        {
            SignatureResult.Valid valid => $"{valid.Message.Document.Type} of {valid.Signer.Subject}",
            SignatureResult.Refused refused => $"{refused.Fault}: {refused.Found}",
            _ => throw new UnreachableException(),
        };
        // Shown to here.

        Assert.Equal("pacs.002.001.10 of CN=Bank A", answer);
        var source = File.ReadAllText(
            Path.Combine(
                RepositoryFolder.Root,
                "tests/Comity.Iso20022.Tests/Signing",
                nameof(SignaturePageTests) + ".cs"
            )
        );
        var lines = SignedTexts
            .Between(source, "// Shown from here.\n", "// Shown to here.")
            .Split('\n')[1..^1]
            .Select(static line => line.Length > 8 ? line[8..] : line);
        Assert.Contains(string.Join('\n', lines), Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_on_the_page() =>
        Assert.All(
            Enum.GetNames<SignatureFault>(),
            name => Assert.Contains($"| `{name}` |", Page, StringComparison.Ordinal)
        );
}
