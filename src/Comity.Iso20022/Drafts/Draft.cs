using System.Globalization;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Drafts;

/// <summary>
/// A part of a message in the making. Unlike a <see cref="Message"/> it may be incomplete or wrong while it is worked on;
/// <see cref="DraftMaker"/> says whether it has become one.
/// </summary>
/// <param name="tag">The element's name.</param>
/// <param name="type">What its schema says about its content.</param>
internal sealed class Draft(string tag, TypeDescription type)
{
    private readonly List<Draft> children = [];

    /// <summary>The element's name.</summary>
    public string Tag { get; } = tag;

    /// <summary>What its schema says about its content.</summary>
    public TypeDescription Type { get; } = type;

    /// <summary>The element that it stands in.</summary>
    public Draft? Parent { get; private set; }

    /// <summary>Its text, where it holds no elements.</summary>
    public string Text { get; set; } = "";

    /// <summary>Its currency, where it is an amount.</summary>
    public string Currency { get; set; } = "";

    /// <summary>What it holds of another namespace.</summary>
    public Values.XmlFragment? Fragment { get; set; }

    /// <summary>The elements that it may hold, in order.</summary>
    public ReadOnlySpan<ElementDescription> Elements =>
        Type is ComponentDescription component ? component.Elements.Span : [];

    /// <summary>Whether it has a value of its own.</summary>
    public bool IsValue => Type is SimpleDescription or AmountDescription;

    /// <summary>The elements in it, in the schema's order.</summary>
    public IReadOnlyList<Draft> Children => children;

    /// <summary>It and everything in it, outermost first.</summary>
    public IEnumerable<Draft> Everything => children.SelectMany(c => c.Everything).Prepend(this);

    /// <summary>The path from the root: <c>/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]</c>, as in findings.</summary>
    public string Path =>
        Parent is null ? "/" + Tag : Step(Parent.Path, Tag, Parent.Named(Tag).TakeWhile(d => d != this).Count());

    /// <summary>A path with one more step; the first of several has no index, as in a reader's paths.</summary>
    public static string Step(string path, string tag, int index) =>
        index == 0 ? path + "/" + tag : string.Create(CultureInfo.InvariantCulture, $"{path}/{tag}[{index + 1}]");

    /// <summary>The elements in it of that tag.</summary>
    public IEnumerable<Draft> Named(string name) => children.Where(c => c.Tag == name);

    /// <summary>The elements at a path of tags from here.</summary>
    public IEnumerable<Draft> At(IEnumerable<string> path) =>
        path.Aggregate((IEnumerable<Draft>)[this], (found, step) => found.SelectMany(d => d.Named(step)));

    /// <summary>What the schema says about the child of that tag, if there can be one.</summary>
    public ElementDescription? Element(string name) =>
        Type is ComponentDescription component && component.TryGet(name, out var element) ? element : null;

    /// <summary>Puts an element in, after those that the schema has before it. In a choice it takes the place of the other.</summary>
    public void Add(Draft child)
    {
        if (Type is ChoiceDescription && children.Count > 0 && children[0].Tag != child.Tag)
        {
            children.Clear();
        }

        var rank = Rank(child);
        var at = children.FindIndex(c => Rank(c) > rank);
        children.Insert(at < 0 ? children.Count : at, child);
        child.Parent = this;
    }

    /// <summary>Takes an element out.</summary>
    public void Remove(Draft child)
    {
        children.Remove(child);
        child.Parent = null;
    }

    /// <summary>The tag and the type.</summary>
    public override string ToString() => Tag + ": " + Type;

    private int Rank(Draft child) => Element(child.Tag)!.Index;
}
