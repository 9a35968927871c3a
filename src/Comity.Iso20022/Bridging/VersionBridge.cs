using Comity.Iso20022.Drafts;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Bridging;

/// <summary>
/// Takes a message to another version of it. What has the same name in both is carried over; what was renamed or put elsewhere
/// follows a small table. What the other version cannot hold is listed, and the rest converted.
/// </summary>
public static class VersionBridge
{
    /// <summary>The messages that are supported in several versions, each version with each other.</summary>
    public static ValueList<(MessageType From, MessageType To)> Pairs { get; } =
    [
        .. SupportedMessages
            .All.SelectMany(_ => SupportedMessages.All, static (from, to) => (from, to))
            .Where(static pair => pair.from != pair.to && Family(pair.from) == Family(pair.to)),
    ];

    /// <summary>The message in another version.</summary>
    /// <param name="message">The message.</param>
    /// <param name="target">The other version.</param>
    /// <exception cref="ArgumentException">It is not a version of the same message.</exception>
    public static BridgeResult Convert(Message message, MessageType target)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(target);
        if (Family(message.Type) != Family(target))
        {
            throw new ArgumentException($"{target} is not a version of {message.Type}.", nameof(target));
        }

        var carrier = new Carrier();
        var carried = carrier.Carry(DraftMaker.Of(message), "Document", target.Description);
        return carried is not null && DraftMaker.Message(carried) is { } made
            ? new BridgeResult.Converted(made, [.. carrier.Unheld])
            : new BridgeResult.Impossible([.. carrier.Unheld]);
    }

    // pacs.008.001.13 is version 13 of variant 001 of pacs.008.
    private static string Family(MessageType type) => type.Identifier[..type.Identifier.LastIndexOf('.')];
}
