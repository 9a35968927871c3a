using System.Security.Cryptography.X509Certificates;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Signing;

/// <summary>
/// Signs business messages in the header's <c>Sgntr</c>, and verifies them: XML Signature (W3C, 2008) over the header (empty
/// URI), the document (no URI), and the key information, by RSA (2048 bits or more) or ECDSA P-256, with SHA-256.
/// </summary>
public static class HeaderSignature
{
    /// <summary>
    /// How much is read to verify it, unless asked otherwise: 4 MiB, of which the header 256 KiB at most. Verifying holds the
    /// message as trees, and needs about fifty times its size in memory.
    /// </summary>
    public static ReadLimits DefaultLimits { get; } = new() { MaxBytes = 4 << 20 };

    /// <summary>
    /// Signs a message that has a header without a signature; gives the signed text. It is written anew as
    /// <see cref="MessageWriter"/> does: what else stood in its envelope is not in it.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="signer">The certificate, with its private key.</param>
    /// <param name="options">How to sign; <see cref="SigningOptions.Default"/> if absent.</param>
    /// <exception cref="ArgumentException">There is no header, it is signed, or the certificate cannot sign.</exception>
    public static byte[] Sign(BusinessMessage message, X509Certificate2 signer, SigningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var name = message.Envelope is { } around ? new EnvelopeName(around.Name, around.Namespace) : null;
        return Sign(MessageWriter.ToBytes(message.Document, message.Header, name), signer, options);
    }

    /// <summary>
    /// Signs the message in a text, and keeps all else as it is: comments, white space, what the envelope holds besides.
    /// </summary>
    /// <param name="text">The message's text.</param>
    /// <param name="signer">The certificate, with its private key.</param>
    /// <param name="options">How to sign; <see cref="SigningOptions.Default"/> if absent.</param>
    /// <exception cref="ArgumentException">
    /// The text is no message, has no header, holds a signature already, or the certificate cannot sign.
    /// </exception>
    public static byte[] Sign(ReadOnlyMemory<byte> text, X509Certificate2 signer, SigningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (!MessageReader.Read(text).TryGet(out var message, out var failure))
        {
            throw new ArgumentException(failure.ToString(), nameof(text));
        }

        if (message.Header is not { Sgntr: null })
        {
            throw new ArgumentException("The message has no header, or is signed.", nameof(text));
        }

        var parts = MessageParts.Of(text);
        return parts.Signatures().Count == 0
            ? HeaderSigner.Sign(parts, signer, options ?? SigningOptions.Default)
            : throw new ArgumentException("The message holds a signature, though not in its header.", nameof(text));
    }

    /// <summary>
    /// Reads and verifies a signed message. Bad input is a refusal, not an exception. Only the message in the result is what
    /// was signed: do not read the text a second time by other means.
    /// </summary>
    /// <param name="text">The message's text.</param>
    /// <param name="trust">Whose signatures count.</param>
    /// <param name="at">The time at which the certificate must be in force.</param>
    /// <param name="limits">How much to read at most; <see cref="DefaultLimits"/> if absent.</param>
    public static SignatureResult Verify(
        ReadOnlyMemory<byte> text,
        SignerTrust trust,
        DateTimeOffset at,
        ReadLimits? limits = null
    )
    {
        ArgumentNullException.ThrowIfNull(trust);
        var bounds = limits ?? DefaultLimits;
        // Nothing is copied before its size is known to be allowed. One copy then serves both readings of the text: what the
        // caller does with his own meanwhile changes nothing.
        return text.Length > bounds.MaxBytes
            ? HeaderVerifier.Refuse(MessageReader.Read(text, bounds))
            : HeaderVerifier.Verify(text.ToArray(), trust, at, bounds);
    }
}
