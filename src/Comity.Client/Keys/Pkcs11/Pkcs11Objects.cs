using Comity.Protocol.Keys;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Comity.Client.Keys.Pkcs11;

/// <summary>Objects on a token.</summary>
internal static class Pkcs11Objects
{
    /// <summary>What to search for.</summary>
    public static List<IObjectAttribute> Template(Pkcs11Uri uri, CKO kind)
    {
        var create = Pkcs11Module.Factories.ObjectAttributeFactory;
        List<IObjectAttribute> template = [create.Create(CKA.CKA_CLASS, kind), create.Create(CKA.CKA_TOKEN, true)];
        if (uri.Object.Length > 0)
        {
            template.Add(create.Create(CKA.CKA_LABEL, uri.Object));
        }

        if (uri.Id.Length > 0)
        {
            template.Add(create.Create(CKA.CKA_ID, Convert.FromHexString(uri.Id)));
        }

        return template;
    }

    /// <summary>The public half: of the private object where the token keeps it there, else of the public object beside it.</summary>
    public static PublicKey? PublicKeyOf(
        ISession session,
        IObjectHandle privateKey,
        Pkcs11Mechanism mechanism,
        IObjectAttribute id,
        IObjectAttribute label
    )
    {
        var own = Read(session, privateKey, mechanism);
        if (own is not null)
        {
            return own;
        }

        var create = Pkcs11Module.Factories.ObjectAttributeFactory;
        var beside = session.FindAllObjects([
            create.Create(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY),
            create.Create(CKA.CKA_KEY_TYPE, (ulong)mechanism.KeyType),
            create.Create(CKA.CKA_ID, id.GetValueAsByteArray()),
            create.Create(CKA.CKA_LABEL, label.GetValueAsByteArray()),
        ]);
        return beside is [var publicKey] ? Read(session, publicKey, mechanism) : null;
    }

    private static PublicKey? Read(ISession session, IObjectHandle handle, Pkcs11Mechanism mechanism)
    {
        var point = session.GetAttributeValue(handle, [CKA.CKA_EC_POINT])[0];
        return point.CannotBeRead ? null : mechanism.ReadPoint(point.GetValueAsByteArray());
    }
}
