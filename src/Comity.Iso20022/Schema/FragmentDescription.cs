using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>Any one element, kept as given: supplementary data, or a signature.</summary>
public sealed class FragmentDescription : TypeDescription
{
    internal FragmentDescription(string name, string? @namespace, Func<XmlFragment, IFragment> make)
        : base(name, "one element") => (Namespace, Make) = (@namespace, make);

    /// <summary>The namespace that the element must be in; null where any will do.</summary>
    public string? Namespace { get; }

    internal Func<XmlFragment, IFragment> Make { get; }
}
