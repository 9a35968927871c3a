using System.Diagnostics.CodeAnalysis;

namespace Comity.Iso20022;

public static partial class SupportedMessages
{
    /// <summary>The message with this identifier, if it is supported.</summary>
    /// <param name="identifier">As in <c>MsgDefIdr</c>: <c>pacs.008.001.08</c>.</param>
    /// <param name="type">The message.</param>
    public static bool TryGet(string identifier, [NotNullWhen(true)] out MessageType? type)
    {
        type = All.FirstOrDefault(m => m.Identifier == identifier);
        return type is not null;
    }

    internal static bool TryGetByUtf8Namespace(ReadOnlySpan<byte> name, [NotNullWhen(true)] out MessageType? type)
    {
        foreach (var candidate in All.Span)
        {
            if (name.SequenceEqual(candidate.Utf8Namespace))
            {
                type = candidate;
                return true;
            }
        }

        type = null;
        return false;
    }

    internal static bool TryGetByNamespace(string name, [NotNullWhen(true)] out MessageType? type)
    {
        type = All.FirstOrDefault(m => m.Namespace == name);
        return type is not null;
    }
}
