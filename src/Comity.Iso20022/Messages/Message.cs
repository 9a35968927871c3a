using Comity.Iso20022.Schema;

namespace Comity.Iso20022;

/// <summary>
/// An ISO 20022 message: the <c>Document</c> and its content. The classes are named after the message identifier, as
/// <see cref="Pacs00800108"/>. A message that exists is valid against its official schema.
/// </summary>
public abstract record Message : IComponent
{
    private protected Message() { }

    /// <summary>Which message it is, in which version.</summary>
    public abstract MessageType Type { get; }

    ComponentDescription IComponent.Description => Type.Description;

    object? IComponent.this[int element] =>
        element == 0 ? Body : throw new ArgumentOutOfRangeException(nameof(element));

    private protected abstract IComponent Body { get; }
}
