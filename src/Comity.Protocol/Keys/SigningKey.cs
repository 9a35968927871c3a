namespace Comity.Protocol.Keys;

/// <summary>
/// A private key that signs transactions: in memory (<see cref="SoftwareKey"/>), or in a hardware module that never gives it out.
/// Safe for use by several threads at once.
/// </summary>
public abstract class SigningKey : IDisposable
{
    /// <summary>Takes the public half.</summary>
    protected SigningKey(PublicKey publicKey) => PublicKey = publicKey;

    /// <summary>Its public half, with the algorithm.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>A fresh random key in memory.</summary>
    /// <param name="algorithm">Ed25519 unless something else is needed.</param>
    public static SoftwareKey Generate(SignatureAlgorithm algorithm = SignatureAlgorithm.Ed25519) =>
        algorithm switch
        {
            SignatureAlgorithm.Ed25519 => Ed25519Key.Generate(),
            SignatureAlgorithm.P256 => P256Key.Generate(),
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "This algorithm is not known."),
        };

    /// <summary>The Ed25519 key of a 32-byte seed (RFC 8032, section 5.1.5).</summary>
    /// <exception cref="FormatException">The seed has another length.</exception>
    public static SoftwareKey FromSeed(ReadOnlySpan<byte> seed) => Ed25519Key.FromSeed(seed);

    /// <summary>The 64-byte signature over a message, as <see cref="SignatureVerifier"/> takes it.</summary>
    /// <exception cref="IOException">The module that holds the key does not answer.</exception>
    public abstract byte[] Sign(ReadOnlySpan<byte> message);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets the key go.</summary>
    /// <param name="disposing">Always true: what holds a key has finalizers of its own.</param>
    protected abstract void Dispose(bool disposing);
}
