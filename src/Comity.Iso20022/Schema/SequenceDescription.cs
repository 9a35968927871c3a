namespace Comity.Iso20022.Schema;

/// <summary>Makes a sequence of the content of its elements, in the schema's order; what repeats as a <see cref="List{T}"/> of objects.</summary>
internal delegate IComponent SequenceMaker(ReadOnlySpan<object?> contents);

/// <summary>A type whose elements come in the schema's order.</summary>
public sealed class SequenceDescription : ComponentDescription
{
    internal SequenceDescription(string name, SequenceMaker make, params ElementDescription[] elements)
        : base(name, elements) => Make = make;

    internal SequenceMaker Make { get; }
}
