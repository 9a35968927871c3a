using System.Text;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;

namespace Comity.Gateway.Mapping;

/// <summary>
/// The settlement of a return has an id of its own, worked out from the payment that it returns: the first 16 bytes of SHA-256
/// over a label and the original UETR, with the version and variant bits of a version 4 UUID (RFC 9562). It says nothing of the
/// message, so that a payment is returned at most once, whichever message asks, and however often.
/// </summary>
internal static class ReturnReference
{
    public static Uetr Of(Uetr original)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Sha256.Hash([.. Encoding.ASCII.GetBytes("comity/return/1/"), .. original.ToArray()]).CopyTo(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x40);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Uetr(digest[..Uetr.Size]);
    }
}
