namespace Comity.Iso20022.Schema;

/// <summary>A type as its official schema defines it. Every description exists once; compare by reference.</summary>
public abstract class TypeDescription
{
    private protected TypeDescription(string name, string allowed) => (Name, Allowed) = (name, allowed);

    /// <summary>The type's name in the schema: <c>Max35Text</c>.</summary>
    public string Name { get; }

    /// <summary>What the type allows in words, starting in lower case and without a full stop: <c>text of 1 to 35 characters</c>.</summary>
    public string Allowed { get; }

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
