using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Reading;

namespace Comity.SwiftMt.Messages;

/// <summary>Which messages are supported. One place to add another.</summary>
internal static class MessageTypes
{
    private sealed record Entry(int Type, string?[] Flags, Func<MtHeaders, FieldSource, MtMessage> Read);

    private static readonly Entry[] All =
    [
        new(103, [null, "STP", "REMIT"], Mt103.Read),
        new(199, [null], Mt199.Read),
        new(202, [null, "COV"], Mt202.Read),
        new(900, [null], Mt900.Read),
        new(910, [null], Mt910.Read),
        new(940, [null], Mt940.Read),
        new(950, [null], Mt950.Read),
    ];

    public static MtMessage Read(MtHeaders headers, FieldSource fields)
    {
        var type = headers.Application.MessageType;
        var flag = headers.User?.ValidationFlag;
        var entry = Array.Find(All, entry => entry.Type == type);
        if (entry is null)
        {
            throw Refuse('2', $"MT {type:000}", string.Join(", ", All.Select(static e => $"MT {e.Type}")));
        }

        if (!entry.Flags.Contains(flag, StringComparer.Ordinal))
        {
            var allowed = string.Join(", ", entry.Flags.Select(static f => f ?? "no field 119"));
            throw Refuse('3', $"119:{flag}", allowed);
        }

        return entry.Read(headers, fields);
    }

    private static MtRefusalException Refuse(char block, string found, string allowed) =>
        MtRefusalException.Of(MtRefusalKind.UnsupportedMessage, block, null, (1, 1), found, allowed);
}
