using System.Buffers.Binary;
using Comity.Node.Queries;
using Comity.Node.ReadModel.Queries;
using Comity.Protocol.Time;

namespace Comity.Node.Paging;

/// <summary>Pages of lists that the read model keeps, which are read by number, newest first.</summary>
/// <param name="Cursors">The codec.</param>
/// <param name="List">Which list, with everything that it is filtered by.</param>
internal readonly record struct NumberCursor(PageCursor Cursors, string List)
{
    /// <summary>Reads which page is asked for.</summary>
    /// <param name="size">Most elements, as the caller states it.</param>
    /// <param name="cursor">Where an earlier page ended, as the caller states it.</param>
    /// <param name="fromTime">Milliseconds since 1970; 0 for the beginning.</param>
    /// <param name="toTime">Milliseconds since 1970; 0 for no end.</param>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT.</exception>
    public HistoryPageRequest Read(uint size, string cursor, ulong fromTime = 0, ulong toTime = 0)
    {
        if (toTime != 0 && toTime <= fromTime)
        {
            throw Requests.Invalid("to_time", $"is {toTime}, which is not after from_time, {fromTime}");
        }

        return new HistoryPageRequest(
            PageSize.Read(size),
            cursor.Length == 0 ? null : ReadNumber(cursor),
            fromTime == 0 ? null : new Timestamp(fromTime),
            toTime == 0 ? null : new Timestamp(toTime)
        );
    }

    /// <summary>The cursor of a page's end; empty where there is nothing after it.</summary>
    public string Write(long? next)
    {
        if (next is not { } number)
        {
            return string.Empty;
        }

        Span<byte> place = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(place, number);
        return Cursors.Write(List, place);
    }

    private long ReadNumber(string cursor)
    {
        var place = Cursors.Read(List, cursor);
        return place.Length == sizeof(long)
            ? BinaryPrimitives.ReadInt64BigEndian(place)
            : throw Requests.Invalid("cursor", "is not one that this network gave; ask without one");
    }
}
