using System.Xml.Schema;

namespace Comity.Iso20022.Generator;

/// <summary>One type of the ISO 20022 dictionary as a schema defines it.</summary>
/// <param name="Name">The schema's type name, also the name in C#.</param>
internal abstract record Component(string Name)
{
    /// <summary>How a property of this type is declared.</summary>
    public virtual string CSharpType => Name;

    /// <summary>Whether the C# type is a value type.</summary>
    public virtual bool IsValueType => false;

    /// <summary>What the type allows, for documentation.</summary>
    public virtual string Allowed => Name;

    /// <summary>Text with bounds or a pattern.</summary>
    internal sealed record TextComponent(
        string Name,
        string Description,
        int? MinLength,
        int? MaxLength,
        string? Pattern
    ) : Component(Name)
    {
        public override string Allowed => Description;
    }

    /// <summary>A closed list of codes.</summary>
    internal sealed record CodeComponent(string Name, string Description, IReadOnlyList<string> Codes) : Component(Name)
    {
        public override bool IsValueType => true;

        public override string Allowed => Description;
    }

    /// <summary>A decimal number.</summary>
    internal sealed record NumberComponent(string Name, string Description, NumberFacets Facets) : Component(Name)
    {
        public override string Allowed => Description;
    }

    /// <summary>A date, time or part of one; <paramref name="Base"/> is the value base class of the library.</summary>
    internal sealed record TemporalComponent(string Name, string Description, string Base, XmlTypeCode Kind)
        : Component(Name)
    {
        public override string Allowed => Description;
    }

    /// <summary>True or false.</summary>
    internal sealed record FlagComponent(string Name) : Component(Name)
    {
        public override string CSharpType => "bool";

        public override bool IsValueType => true;

        public override string Allowed => "true or false";
    }

    /// <summary>A number with an attribute: an amount with its currency.</summary>
    internal sealed record AmountComponent(
        string Name,
        string Description,
        NumberFacets Facets,
        string Attribute,
        Component AttributeType
    ) : Component(Name);

    /// <summary>Elements in order.</summary>
    internal sealed record SequenceComponent(string Name, IReadOnlyList<Member> Members) : Component(Name);

    /// <summary>One element out of several.</summary>
    internal sealed record ChoiceComponent(string Name, IReadOnlyList<Member> Members) : Component(Name);

    /// <summary>Any one element, of any namespace or of one.</summary>
    internal sealed record FragmentComponent(string Name, string Namespace) : Component(Name);
}
