using System.Security.Cryptography;
using Comity.Protocol.Keys;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Comity.Client.Keys.Pkcs11;

/// <summary>Makes key pairs on tokens.</summary>
public static class Pkcs11KeyGeneration
{
    /// <summary>Makes a key pair that cannot be taken off the token, under the URI's label and id.</summary>
    /// <param name="uri">The token, and the label of the key; an id is made where none is stated.</param>
    /// <param name="algorithm">Ed25519 or P-256.</param>
    /// <param name="pins">Where the PIN comes from, unless the URI says.</param>
    /// <param name="made">The URI with the key's id.</param>
    /// <returns>What is wrong and what to do; null where the key is there.</returns>
    public static string? Generate(
        Pkcs11Uri uri,
        SignatureAlgorithm algorithm,
        PassphraseSource pins,
        out Pkcs11Uri made
    )
    {
        made = uri.Id.Length > 0 ? uri : uri with { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) };
        if (uri.Object.Length == 0)
        {
            return "the URI has no object=: a new key needs a label";
        }

        if (!Pkcs11Session.TryOpen(uri, SessionType.ReadWrite, pins, out var session, out var failure))
        {
            return failure;
        }

        using (session)
        {
            try
            {
                if (session.FindAllObjects(Pkcs11Objects.Template(uri, CKO.CKO_PRIVATE_KEY)).Count > 0)
                {
                    return $"there is a key {uri} already; choose another label";
                }

                Generate(session, made, Pkcs11Mechanism.Of(algorithm));
                return null;
            }
            catch (Pkcs11Exception fault) when (fault.RV == CKR.CKR_MECHANISM_INVALID)
            {
                return $"the token makes no {AlgorithmNames.Of(algorithm)} keys; try the other of ed25519 and p256";
            }
            catch (Pkcs11Exception fault)
            {
                return $"the token makes no key: {fault.RV}";
            }
        }
    }

    private static void Generate(ISession session, Pkcs11Uri uri, Pkcs11Mechanism mechanism)
    {
        var create = Pkcs11Module.Factories.ObjectAttributeFactory;
        var id = Convert.FromHexString(uri.Id);
        using var generation = Pkcs11Module.Factories.MechanismFactory.Create(mechanism.Generate);
        session.GenerateKeyPair(
            generation,
            [
                create.Create(CKA.CKA_TOKEN, true),
                create.Create(CKA.CKA_PRIVATE, false),
                create.Create(CKA.CKA_VERIFY, true),
                create.Create(CKA.CKA_LABEL, uri.Object),
                create.Create(CKA.CKA_ID, id),
                create.Create(CKA.CKA_EC_PARAMS, mechanism.Parameters),
            ],
            [
                create.Create(CKA.CKA_TOKEN, true),
                create.Create(CKA.CKA_PRIVATE, true),
                create.Create(CKA.CKA_SENSITIVE, true),
                create.Create(CKA.CKA_EXTRACTABLE, false),
                create.Create(CKA.CKA_SIGN, true),
                create.Create(CKA.CKA_LABEL, uri.Object),
                create.Create(CKA.CKA_ID, id),
            ],
            out _,
            out _
        );
    }
}
