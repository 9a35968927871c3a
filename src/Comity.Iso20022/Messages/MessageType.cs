using System.Text;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022;

/// <summary>A message in one version.</summary>
public sealed class MessageType
{
    /// <summary>What every ISO 20022 message namespace begins with.</summary>
    internal const string NamespacePrefix = "urn:iso:std:iso:20022:tech:xsd:";

    private readonly Func<SequenceDescription> description;

    internal MessageType(string identifier, string name, Type messageClass, Func<SequenceDescription> description)
    {
        Identifier = identifier;
        Namespace = NamespacePrefix + identifier;
        Utf8Namespace = Encoding.UTF8.GetBytes(Namespace);
        Name = name;
        MessageClass = messageClass;
        this.description = description;
    }

    /// <summary>The message identifier: <c>pacs.008.001.08</c>.</summary>
    public string Identifier { get; }

    /// <summary>The message's name in the standard: <c>FIToFICustomerCreditTransferV08</c>.</summary>
    public string Name { get; }

    /// <summary>The class of such messages here.</summary>
    public Type MessageClass { get; }

    /// <summary>The namespace of the <c>Document</c> element.</summary>
    public string Namespace { get; }

    internal byte[] Utf8Namespace { get; }

    /// <summary>The type of the <c>Document</c> element, and through it of all in it, as the schema defines them.</summary>
    public SequenceDescription Description => description();

    /// <summary>The identifier.</summary>
    public override string ToString() => Identifier;
}
