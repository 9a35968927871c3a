using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Comity.Protocol.Keys;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Comity.Client.Keys.Pkcs11;

/// <summary>A private key on a PKCS#11 token: it signs there and never leaves it. Ed25519 (CKM_EDDSA) or P-256 (CKM_ECDSA).</summary>
public sealed class Pkcs11Key : SigningKey
{
    // A session does one thing at a time (PKCS #11 v3.0, section 5.6).
    private readonly Lock _gate = new();
    private readonly ISession _session;
    private readonly IObjectHandle _key;
    private readonly Pkcs11Mechanism _mechanism;
    private readonly Pkcs11Uri _uri;

    private Pkcs11Key(
        Pkcs11Uri uri,
        PublicKey publicKey,
        ISession session,
        IObjectHandle key,
        Pkcs11Mechanism mechanism
    )
        : base(publicKey) => (_uri, _session, _key, _mechanism) = (uri, session, key, mechanism);

    /// <summary>Opens the key that a URI names.</summary>
    /// <param name="uri">Which.</param>
    /// <param name="pins">Where the PIN comes from, unless the URI says.</param>
    /// <param name="key">The key. The caller disposes of it.</param>
    /// <param name="failure">What is wrong and what to do.</param>
    public static bool TryOpen(
        Pkcs11Uri uri,
        PassphraseSource pins,
        [NotNullWhen(true)] out Pkcs11Key? key,
        [NotNullWhen(false)] out string? failure
    )
    {
        key = null;
        if (!Pkcs11Session.TryOpen(uri, SessionType.ReadOnly, pins, out var session, out failure))
        {
            return false;
        }

        try
        {
            failure = Find(uri, session, out key);
        }
        catch (Pkcs11Exception fault)
        {
            failure = $"the token does not show {uri}: {fault.RV}";
        }
        finally
        {
            if (key is null)
            {
                session.Dispose();
            }
        }

        return key is not null;
    }

    /// <inheritdoc/>
    public override byte[] Sign(ReadOnlySpan<byte> message)
    {
        var input = _mechanism.Algorithm == SignatureAlgorithm.P256 ? SHA256.HashData(message) : message.ToArray();
        byte[] signature;
        try
        {
            lock (_gate)
            {
                using var mechanism = Pkcs11Module.Factories.MechanismFactory.Create(_mechanism.Sign);
                signature = _session.Sign(mechanism, _key, input);
            }
        }
        catch (Pkcs11Exception fault)
        {
            throw new IOException($"{_uri} does not sign: {fault.RV}. Is the token still there?", fault);
        }

        if (_mechanism.Algorithm == SignatureAlgorithm.P256 && signature.Length == P256Signature.Size)
        {
            P256Signature.MakeLow(signature);
        }

        return SignatureVerifier.Verify(PublicKey, message, signature)
            ? signature
            : throw new IOException($"{_uri} gave a signature that does not verify; the token is faulty.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _session.Dispose();

    private static string? Find(Pkcs11Uri uri, ISession session, out Pkcs11Key? key)
    {
        key = null;
        var privates = session.FindAllObjects(Pkcs11Objects.Template(uri, CKO.CKO_PRIVATE_KEY));
        if (privates is not [var handle])
        {
            return privates.Count == 0
                ? $"there is no private key {uri} on the token"
                : $"{privates.Count} private keys fit {uri}; state id= as well as object=";
        }

        var read = session.GetAttributeValue(handle, [CKA.CKA_KEY_TYPE, CKA.CKA_EC_PARAMS, CKA.CKA_ID, CKA.CKA_LABEL]);
        var mechanism = read[1].CannotBeRead
            ? null
            : Pkcs11Mechanism.Of(read[0].GetValueAsUlong(), read[1].GetValueAsByteArray());
        if (mechanism is null)
        {
            return $"{uri} is neither an Ed25519 nor a P-256 key";
        }

        var publicKey = Pkcs11Objects.PublicKeyOf(session, handle, mechanism, read[2], read[3]);
        if (publicKey is null)
        {
            return $"the token holds no public key beside {uri}; put one there with the same id and label";
        }

        key = new Pkcs11Key(uri, publicKey, session, handle, mechanism);
        return null;
    }
}
