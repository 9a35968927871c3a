using Comity.Iso20022.Drafts;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Bridging;

/// <summary>Carries a draft over into another version's types, and lists what does not fit.</summary>
internal sealed class Carrier
{
    /// <summary>What did not fit.</summary>
    public List<Unheld> Unheld { get; } = [];

    /// <summary>The element in the other version; nothing where it cannot hold it, which is then listed.</summary>
    public Draft? Carry(Draft source, string tag, TypeDescription target)
    {
        if (Restructurings.Nested.TryGetValue(source.Tag, out var inner))
        {
            if (Has(target, inner) && !Has(source.Type, inner))
            {
                return Deeper(source, tag, (ComponentDescription)target, inner);
            }

            if (!Has(target, inner) && Has(source.Type, inner))
            {
                return Shallower(source, tag, target, inner);
            }
        }

        return (source.Type, target) switch
        {
            (SimpleDescription, SimpleDescription simple) => simple.Parse(source.Text) is null
                ? Lose(source, UnheldReason.ValueNotAllowed, simple.Allowed)
                : new Draft(tag, target) { Text = source.Text },
            (AmountDescription, AmountDescription amount) => amount.Number.TryParse(source.Text, out _)
                ? new Draft(tag, target) { Text = source.Text, Currency = source.Currency }
                : Lose(source, UnheldReason.ValueNotAllowed, amount.Allowed),
            (FragmentDescription, FragmentDescription fragment) => fragment.Namespace is { } space
            && space != source.Fragment!.RootNamespace
                ? Lose(source, UnheldReason.ValueNotAllowed, "an element of " + space)
                : new Draft(tag, target) { Fragment = source.Fragment },
            (ComponentDescription, ComponentDescription component) => Component(source, tag, component),
            _ => Lose(source, UnheldReason.AnotherKind, target.Allowed),
        };
    }

    private Draft? Component(Draft source, string tag, ComponentDescription target)
    {
        var before = Unheld.Count;
        var made = new Draft(tag, target);
        var rank = 0;
        foreach (var child in source.Children)
        {
            Child(child, made, ref rank);
        }

        return Complete(source, made, before);
    }

    // What lacks something that the other version requires goes as a whole, and with it what was listed of it.
    private Draft? Complete(Draft source, Draft made, int before)
    {
        string? missing = null;
        if (made.Type is ChoiceDescription { MayBeEmpty: false } && made.Children.Count == 0)
        {
            missing = "one of its alternatives";
        }
        else if (made.Type is SequenceDescription sequence)
        {
            missing = sequence.Elements.FirstOrDefault(e => made.Named(e.Tag).Count() < e.Least)?.Tag;
        }

        if (missing is null)
        {
            return made;
        }

        Unheld.RemoveRange(before, Unheld.Count - before);
        return Lose(source, UnheldReason.Incomplete, "it requires " + missing);
    }

    private void Child(Draft child, Draft into, ref int rank)
    {
        if (into.Element(child.Tag) is { } same)
        {
            Put(child, into, same);
        }
        else if (TypedAmounts.IsEarlier(child.Tag) && into.Element(TypedAmounts.Later) is { } later)
        {
            PutLaterAmount(child, into, later);
        }
        else if (child.Tag == TypedAmounts.Later)
        {
            PutEarlierAmount(child, into, ref rank);
        }
        else if (Restructurings.Grouped.TryGetValue(child.Tag, out var group) && into.Element(group) is { } grouped)
        {
            var inside = into.Named(group).SingleOrDefault();
            if (inside is null)
            {
                inside = new Draft(group, grouped.Type);
                into.Add(inside);
            }

            Put(child, inside, inside.Element(child.Tag)!);
        }
        else if (
            Restructurings.Grouped.Values.Contains(child.Tag)
            && child.Children.Any(c => into.Element(c.Tag) is not null)
        )
        {
            foreach (var inside in child.Children)
            {
                Child(inside, into, ref rank);
            }
        }
        else if (OtherName(child.Tag) is { } name && into.Element(name) is { } renamed)
        {
            Put(child, into, renamed);
        }
        else
        {
            Lose(child, UnheldReason.NoSuchElement, into.Type.Name);
        }
    }

    private void Put(Draft child, Draft into, ElementDescription element)
    {
        if (
            into.Named(element.Tag).Count() >= element.Most
            || (into.Type is ChoiceDescription && into.Children.Any(c => c.Tag != element.Tag))
        )
        {
            Lose(child, UnheldReason.TooMany, FormattableString.Invariant($"at most {element.Most}"));
        }
        else if (Carry(child, element.Tag, element.Type) is { } carried)
        {
            into.Add(carried);
        }
    }

    private void PutLaterAmount(Draft child, Draft into, ElementDescription later)
    {
        if (TypedAmounts.ToLater(child) is not var (code, amount))
        {
            Lose(child, UnheldReason.NoSuchElement, "no code of ExternalDocumentAmountType1Code is for it");
            return;
        }

        var made = new Draft(later.Tag, later.Type);
        var type = Inside(made, "Tp");
        Inside(type, "Cd").Text = code;
        made.Add(Carry(amount, "Amt", made.Element("Amt")!.Type)!);
        into.Add(made);
    }

    private void PutEarlierAmount(Draft child, Draft into, ref int rank)
    {
        if (TypedAmounts.ToEarlier(child) is not var (tag, code, kind) || into.Element(tag) is not { } element)
        {
            Lose(child, UnheldReason.NoSuchElement, "no element is for its type");
            return;
        }

        if (kind < rank)
        {
            Lose(child, UnheldReason.OutOfOrder, tag + " comes earlier");
            return;
        }

        if (into.Named(tag).Count() >= element.Most)
        {
            Lose(child, UnheldReason.TooMany, FormattableString.Invariant($"at most {element.Most} {tag}"));
            return;
        }

        rank = kind;
        var amount = child.Named("Amt").Single();
        if (element.Type is AmountDescription)
        {
            into.Add(Carry(amount, tag, element.Type)!);
            return;
        }

        var made = new Draft(tag, element.Type);
        if (code is not null)
        {
            Inside(Inside(made, "Tp"), "Cd").Text = code;
        }

        made.Add(Carry(amount, "Amt", made.Element("Amt")!.Type)!);
        into.Add(made);
    }

    private Draft? Deeper(Draft source, string tag, ComponentDescription target, string inner)
    {
        var made = new Draft(tag, target);
        target.TryGet(inner, out var element);
        if (Carry(source, inner, element!.Type) is not { } carried)
        {
            return null;
        }

        made.Add(carried);
        return made;
    }

    private Draft? Shallower(Draft source, string tag, TypeDescription target, string inner)
    {
        var before = Unheld.Count;
        Draft? carried = null;
        foreach (var child in source.Children)
        {
            if (child.Tag == inner)
            {
                carried = Carry(child, tag, target);
            }
            else
            {
                Lose(child, UnheldReason.NoSuchElement, target.Name);
            }
        }

        if (carried is null)
        {
            Unheld.RemoveRange(before, Unheld.Count - before);
            Lose(source, UnheldReason.NoSuchElement, target.Name);
        }

        return carried;
    }

    private static Draft Inside(Draft parent, string tag)
    {
        var made = new Draft(tag, parent.Element(tag)!.Type);
        parent.Add(made);
        return made;
    }

    private Draft? Lose(Draft source, UnheldReason reason, string detail)
    {
        var values = source
            .Everything.Where(d => d.IsValue || d.Fragment is not null)
            .Select(d => d.Fragment is { } any ? any.Text : d.Text + (d.Currency.Length > 0 ? " " + d.Currency : ""));
        Unheld.Add(new Unheld(source.Path, ValueRefusal.Cut(string.Join(", ", values)), reason, detail));
        return null;
    }

    private static bool Has(TypeDescription type, string tag) =>
        type is ComponentDescription component && component.TryGet(tag, out _);

    private static string? OtherName(string tag) =>
        Restructurings.Renamed.TryGetValue(tag, out var later)
            ? later
            : Restructurings.Renamed.FirstOrDefault(r => r.Value == tag).Key;
}
