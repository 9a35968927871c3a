namespace Comity.Iso20022.Schema;

/// <summary>
/// A part of a message that holds elements: a sequence, a choice, or the message itself. With <see cref="Description"/> this is
/// the way to walk any message without knowing its class; writing, JSON, rules and selectors use it.
/// <code>
/// foreach (var element in component.Description.Elements)
/// {
///     var content = component[element.Index];   // nothing is allocated
/// }
/// </code>
/// The content of an element is, by the element's <see cref="ElementDescription.Type"/>:
/// <list type="bullet">
/// <item>absent: null (a choice has one element present at most);</item>
/// <item>an element that may repeat: an <see cref="Values.IValueList"/> with at least one item, each as below;</item>
/// <item><see cref="ComponentDescription"/>: an <see cref="IComponent"/>;</item>
/// <item><see cref="AmountDescription"/>: an <see cref="Values.IAmount"/>;</item>
/// <item><see cref="FragmentDescription"/>: an <see cref="Values.IFragment"/>;</item>
/// <item><see cref="SimpleDescription"/>: a <see cref="Values.TextValue"/>, <see cref="Values.NumberValue"/>,
/// <see cref="Values.TemporalValue"/>, <see cref="Values.BinaryValue"/>, a boxed enum (a code) or a boxed bool;
/// <see cref="SimpleDescription.Text"/> gives its text in XML.</item>
/// </list>
/// </summary>
public interface IComponent
{
    /// <summary>The schema's description of the component's type.</summary>
    ComponentDescription Description { get; }

    /// <summary>The content of the element at this index of <see cref="ComponentDescription.Elements"/>, or null where it is absent.</summary>
    object? this[int element] { get; }
}
