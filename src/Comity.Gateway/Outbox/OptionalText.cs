using Comity.Iso20022.Components;

namespace Comity.Gateway.Outbox;

/// <summary>Text that a message may leave out: the empty text is left out.</summary>
internal static class OptionalText
{
    public static Max35Text? Text(string text) => text.Length == 0 ? null : Max35Text.From(text);

    public static UUIDv4Identifier? Uetr(string text) =>
        UUIDv4Identifier.Check(text).TryGet(out var uetr) ? uetr : null;
}
