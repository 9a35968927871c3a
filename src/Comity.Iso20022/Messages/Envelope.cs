using Comity.Iso20022.Values;

namespace Comity.Iso20022;

/// <summary>The element around a header and a document. The standard leaves its name to whoever carries the message.</summary>
/// <param name="Name">The outermost element's local name.</param>
/// <param name="Namespace">Its namespace, empty where it has none.</param>
public sealed record Envelope(string Name, string Namespace)
{
    /// <summary>Paths of what the envelope holds beside the header and the document: it was not read.</summary>
    public ValueList<string> Unread { get; init; } = [];
}
