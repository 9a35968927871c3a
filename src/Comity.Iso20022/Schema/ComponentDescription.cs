using System.Diagnostics.CodeAnalysis;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>A type that holds elements: a <see cref="SequenceDescription"/> or a <see cref="ChoiceDescription"/>.</summary>
public abstract class ComponentDescription : TypeDescription
{
    private protected ComponentDescription(string name, ElementDescription[] elements)
        : base(name, name)
    {
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i].Index = i;
        }

        Array = elements;
        Elements = new ValueList<ElementDescription>(elements);
    }

    /// <summary>The elements in the schema's order.</summary>
    public ValueList<ElementDescription> Elements { get; }

    internal ElementDescription[] Array { get; }

    /// <summary>The element with this tag, if there is one.</summary>
    public bool TryGet(string tag, [NotNullWhen(true)] out ElementDescription? element)
    {
        element = null;
        foreach (var candidate in Elements.Span)
        {
            if (candidate.Tag == tag)
            {
                element = candidate;
                return true;
            }
        }

        return false;
    }
}
