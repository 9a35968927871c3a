using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Comity.Protocol.Keys;

/// <summary>
/// Keys that everybody has: those derived from a seed that is printed in a scenario. They are right for a demonstration, which
/// anybody can then repeat, and can hold no money: only a network whose genesis says that it is a demonstration takes them.
/// Derivation is HKDF-SHA-256 (RFC 5869) and depends on the seed and a number alone, so that a key is recognised whoever it is
/// given to, on whichever network.
/// </summary>
public static class PublishedKeys
{
    /// <summary>How many keys of each published seed are recognised; a scenario numbers its keys from 0.</summary>
    public const int PerSeed = 1_024;

    private static readonly byte[] Salt = Encoding.UTF8.GetBytes("comity scenario keys 2");
    private static readonly Lazy<FrozenSet<PublicKey>> All = new(Derive);

    /// <summary>Every seed that this repository prints.</summary>
    public static ImmutableArray<string> Seeds { get; } = ["demo"];

    /// <summary>The private key of a number under a seed. The caller disposes of it.</summary>
    /// <param name="seed">At least one byte.</param>
    /// <param name="number">From 0.</param>
    public static SoftwareKey Derive(ReadOnlySpan<byte> seed, int number)
    {
        Span<byte> derived = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, derived, Salt, Encoding.UTF8.GetBytes($"key/{number}"));
        var key = SigningKey.FromSeed(derived);
        CryptographicOperations.ZeroMemory(derived);
        return key;
    }

    /// <summary>Whether everybody can sign with a key.</summary>
    public static bool Contains(PublicKey key) => All.Value.Contains(key);

    private static FrozenSet<PublicKey> Derive()
    {
        var keys = new List<PublicKey>();
        foreach (var seed in Seeds)
        {
            var bytes = Encoding.UTF8.GetBytes(seed);
            for (var number = 0; number < PerSeed; number++)
            {
                using var key = Derive(bytes, number);
                keys.Add(key.PublicKey);
            }
        }

        return keys.ToFrozenSet();
    }
}
