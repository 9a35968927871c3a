using System.Reflection;
using System.Reflection.Emit;
using System.Xml;
using System.Xml.Schema;
using System.Xml.Serialization;
using Comity.Iso20022;
using Comity.Iso20022.Schema;

namespace Comity.Bench.Iso20022;

/// <summary>
/// The classes that the framework's xsd.exe would make of a message's schema for <see cref="XmlSerializer"/>, made when they are needed: a
/// class for each type, a field for each element, arrays for what repeats. Codes are strings and the alternatives of a choice are
/// fields, which is less work for the framework than what xsd.exe makes.
/// </summary>
internal sealed class FrameworkTypes
{
    private readonly ModuleBuilder module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("Serialized"), AssemblyBuilderAccess.Run)
        .DefineDynamicModule("Serialized");

    private readonly Dictionary<TypeDescription, TypeBuilder> made = [];
    private readonly string space;

    private FrameworkTypes(string space) => this.space = space;

    /// <summary>The class of a message's <c>Document</c>.</summary>
    public static Type Of(MessageType message)
    {
        var types = new FrameworkTypes(message.Namespace);
        var root = types.Class(message.Description, "Document");
        root.SetCustomAttribute(Attribute(typeof(XmlRootAttribute), "Document", ("Namespace", message.Namespace)));
        foreach (var type in types.made.Values)
        {
            type.CreateType();
        }

        return root.CreateType();
    }

    private TypeBuilder Class(TypeDescription description, string name)
    {
        if (made.TryGetValue(description, out var known))
        {
            return known;
        }

        var type = module.DefineType("Serialized." + name, TypeAttributes.Public | TypeAttributes.Class);
        made.Add(description, type);
        type.SetCustomAttribute(Attribute(typeof(XmlTypeAttribute), name, ("Namespace", space)));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        if (description is AmountDescription)
        {
            Field(type, AmountDescription.CurrencyAttribute, typeof(string), typeof(XmlAttributeAttribute));
            Field(type, "Value", typeof(decimal), typeof(XmlTextAttribute));
        }
        else if (description is FragmentDescription)
        {
            Field(type, "Any", typeof(XmlElement), typeof(XmlAnyElementAttribute));
        }

        foreach (var element in (description as ComponentDescription)?.Elements ?? [])
        {
            var (content, dataType) = Content(element.Type);
            var field = type.DefineField(
                element.Tag,
                element.Repeats ? content.MakeArrayType() : content,
                FieldAttributes.Public
            );
            field.SetCustomAttribute(
                dataType is null
                    ? Attribute(typeof(XmlElementAttribute), element.Tag)
                    : Attribute(typeof(XmlElementAttribute), element.Tag, ("DataType", dataType))
            );
        }

        return type;
    }

    private (Type Type, string? DataType) Content(TypeDescription type) =>
        type switch
        {
            NumberDescription => (typeof(decimal), null),
            FlagDescription => (typeof(bool), null),
            BinaryDescription => (typeof(byte[]), "base64Binary"),
            TemporalDescription { Kind: XmlTypeCode.Date } => (typeof(DateTime), "date"),
            TemporalDescription { Kind: XmlTypeCode.DateTime } => (typeof(DateTime), null),
            SimpleDescription => (typeof(string), null),
            _ => (Class(type, type.Name), null),
        };

    private static void Field(TypeBuilder type, string name, Type content, Type attribute) =>
        type.DefineField(name, content, FieldAttributes.Public)
            .SetCustomAttribute(new CustomAttributeBuilder(attribute.GetConstructor([])!, []));

    private static CustomAttributeBuilder Attribute(
        Type type,
        string name,
        params (string Name, string Value)[] more
    ) =>
        new(
            type.GetConstructor([typeof(string)])!,
            [name],
            [.. more.Select(one => type.GetProperty(one.Name)!)],
            [.. more.Select(static one => one.Value)]
        );
}
