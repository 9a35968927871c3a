using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Comity.Node.Queries;
using Comity.Protocol.Cryptography;

namespace Comity.Node.Paging;

/// <summary>
/// A place in a list as opaque text: base64url of a version, the list's tag, the place, and a checksum over these and the
/// network. Nobody is to read it; the checksum is there to tell a cursor that was cut, made up, or is another network's or another
/// list's, from one that this list gave. Every node of a network reads every other's.
/// </summary>
/// <param name="network">The network's id.</param>
internal sealed class PageCursor(Hash256 network)
{
    private const byte Version = 1;
    private const int TagSize = 4;
    private const int CheckSize = 8;
    private const int LongestText = 512;

    /// <summary>The cursor of a place.</summary>
    /// <param name="list">Which list, with everything that it was filtered by.</param>
    /// <param name="place">Where in it: the key of the last element shown.</param>
    public string Write(string list, ReadOnlySpan<byte> place)
    {
        var bytes = new byte[1 + TagSize + place.Length + CheckSize];
        bytes[0] = Version;
        Tag(list, bytes.AsSpan(1, TagSize));
        place.CopyTo(bytes.AsSpan(1 + TagSize));
        Check(bytes.AsSpan(0, bytes.Length - CheckSize), bytes.AsSpan(bytes.Length - CheckSize));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The place that a cursor names.</summary>
    /// <param name="list">Which list is asked for.</param>
    /// <param name="cursor">What the caller sent; not empty.</param>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: it is not one, or another list's.</exception>
    public byte[] Read(string list, string cursor)
    {
        if (!TryDecode(cursor, out var bytes))
        {
            throw Requests.Invalid(
                "cursor",
                "is not one that this network gave; send `next_cursor` of the page before unchanged, or none for the first page"
            );
        }

        Span<byte> tag = stackalloc byte[TagSize];
        Tag(list, tag);
        return tag.SequenceEqual(bytes.AsSpan(1, TagSize))
            ? bytes[(1 + TagSize)..^CheckSize]
            : throw Requests.Invalid(
                "cursor",
                "belongs to another list, or to the same with other filters; ask with what it was given for, or without one"
            );
    }

    /// <summary>The cursor of a place in a list that is in the order of ASCII text.</summary>
    public string WriteText(string list, string place) => Write(list, Encoding.ASCII.GetBytes(place));

    /// <summary>The place in a list that is in the order of ASCII text; empty, before all others, where there is no cursor.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: it is not one, or another list's.</exception>
    public string ReadText(string list, string cursor) =>
        cursor.Length == 0 ? string.Empty : Encoding.ASCII.GetString(Read(list, cursor));

    private bool TryDecode(string cursor, out byte[] bytes)
    {
        bytes = [];
        if (cursor.Length > LongestText || !Base64Url.IsValid(cursor))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(cursor);
        Span<byte> check = stackalloc byte[CheckSize];
        if (bytes.Length < 1 + TagSize + CheckSize || bytes[0] != Version)
        {
            return false;
        }

        Check(bytes.AsSpan(0, bytes.Length - CheckSize), check);
        return check.SequenceEqual(bytes.AsSpan(bytes.Length - CheckSize));
    }

    private static void Tag(string list, Span<byte> tag)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(list), hash);
        hash[..TagSize].CopyTo(tag);
    }

    private void Check(ReadOnlySpan<byte> content, Span<byte> check)
    {
        var bytes = new byte[Hash256.Size + sizeof(int) + content.Length];
        network.ToArray().CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Hash256.Size), content.Length);
        content.CopyTo(bytes.AsSpan(Hash256.Size + sizeof(int)));
        SHA256.HashData(bytes).AsSpan(0, CheckSize).CopyTo(check);
    }
}
