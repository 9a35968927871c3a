using System.Xml.Schema;

namespace Comity.Iso20022.Generator;

/// <summary>One type of the ISO 20022 dictionary as a schema defines it.</summary>
/// <param name="SchemaName">The schema's type name.</param>
internal abstract record Component(string SchemaName)
{
    /// <summary>
    /// The name in C#: the schema's, unless another schema gave that name another content (<see cref="SharedNames"/>). The
    /// oldest schemas call a message's body by the message identifier: <c>admi.002.001.01</c> becomes <c>Admi00200101Body</c>.
    /// </summary>
    public string Name { get; set; } =
        SchemaName.Contains('.', StringComparison.Ordinal) ? MessageEmitter.ClassName(SchemaName) + "Body" : SchemaName;

    /// <summary>How a property of this type is declared.</summary>
    public virtual string CSharpType => Name;

    /// <summary>What the type allows, for documentation.</summary>
    public virtual string Allowed => Name;

    /// <summary>The C# expression for the type's description.</summary>
    public virtual string DescriptionExpression => Name + ".Description";

    /// <summary>Text with bounds or a pattern.</summary>
    internal sealed record TextComponent(
        string SchemaName,
        string Description,
        int? MinLength,
        int? MaxLength,
        string? Pattern
    ) : Component(SchemaName)
    {
        public override string Allowed => Description;
    }

    /// <summary>A closed list of codes.</summary>
    internal sealed record CodeComponent(string SchemaName, string Description, IReadOnlyList<string> Codes)
        : Component(SchemaName)
    {
        public override string Allowed => Description;

        public override string DescriptionExpression => Name + "Codes.Description";
    }

    /// <summary>A decimal number.</summary>
    internal sealed record NumberComponent(string SchemaName, string Description, NumberFacets Facets)
        : Component(SchemaName)
    {
        public override string Allowed => Description;
    }

    /// <summary>A date, time or part of one; <paramref name="Base"/> is the value base class of the library.</summary>
    internal sealed record TemporalComponent(string SchemaName, string Description, string Base, XmlTypeCode Kind)
        : Component(SchemaName)
    {
        public override string Allowed => Description;
    }

    /// <summary>Bytes.</summary>
    internal sealed record BinaryComponent(string SchemaName, string Description, int? MinLength, int? MaxLength)
        : Component(SchemaName)
    {
        public override string Allowed => Description;
    }

    /// <summary>True or false.</summary>
    internal sealed record FlagComponent(string SchemaName) : Component(SchemaName)
    {
        public override string CSharpType => "bool";

        public override string Allowed => "true or false";

        public override string DescriptionExpression => $"Flags.{Name}";
    }

    /// <summary>A number with its currency.</summary>
    internal sealed record AmountComponent(
        string SchemaName,
        string Description,
        NumberFacets Facets,
        string Attribute,
        Component AttributeType
    ) : Component(SchemaName);

    /// <summary>Elements in order.</summary>
    internal sealed record SequenceComponent(string SchemaName, IReadOnlyList<Member> Members) : Component(SchemaName);

    /// <summary>One element out of several.</summary>
    internal sealed record ChoiceComponent(string SchemaName, IReadOnlyList<Member> Members) : Component(SchemaName);

    /// <summary>Any one element, of any namespace or of one.</summary>
    internal sealed record FragmentComponent(string SchemaName, string? Namespace) : Component(SchemaName);
}
