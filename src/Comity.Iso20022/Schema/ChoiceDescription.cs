namespace Comity.Iso20022.Schema;

/// <summary>Makes a choice of the content of one alternative; what repeats as a <see cref="List{T}"/> of objects.</summary>
internal delegate IComponent ChoiceMaker(int element, object? content);

/// <summary>A type that holds one of its elements.</summary>
public sealed class ChoiceDescription : ComponentDescription
{
    internal ChoiceDescription(string name, ChoiceMaker make, params ElementDescription[] elements)
        : base(name, elements)
    {
        Make = make;
        foreach (var element in elements)
        {
            MayBeEmpty |= element.Optional;
        }
    }

    /// <summary>Whether none of the elements may be there. Hardly any schema has such a choice.</summary>
    public bool MayBeEmpty { get; }

    internal ChoiceMaker Make { get; }
}
