namespace Comity.Iso20022.Values;

/// <summary>A place for any one XML element, whichever of the schemas' envelope types it is.</summary>
public interface IFragment
{
    /// <summary>The element.</summary>
    XmlFragment Any { get; }
}
