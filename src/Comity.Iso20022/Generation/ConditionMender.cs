using System.Globalization;
using Comity.Iso20022.Drafts;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Generation;

/// <summary>
/// Changes a message so that a rule's condition holds at a place, or does not. Each says whether it saw a way; whether the message
/// is then what was wanted, the rules themselves say.
/// </summary>
internal sealed class ConditionMender(Workpiece work, Random random, PlausibleValues values, DateOnly day)
{
    private readonly ValueMender value = new(work, random, values, day);

    /// <summary>Makes the condition hold.</summary>
    public bool Satisfy(Condition condition, Draft place) =>
        condition switch
        {
            Condition.Present { Paths: var paths } => paths.All(p => Reach(p, place)),
            Condition.Absent { Paths: var paths } => paths.All(p => Clear(p, place)),
            Condition.Together { Paths: var paths } => random.Next(2) == 0
                ? paths.All(p => Clear(p, place))
                : paths.All(p => Reach(p, place)),
            Condition.AtMostOne { Paths: var paths } => KeepOne(paths, place),
            Condition.AtLeastOne { Paths: var paths } => Shuffled(paths).Any(p => Reach(p, place)),
            Condition.Each { Path: var path, Test: var test } => work.Find(path, place)
                .All(d => value.Mend(d, path.Attribute, test, place)),
            Condition.Some { Path: var path, Test: var test } => One(path, place) is { } one
                && value.Mend(one, path.Attribute, test, place),
            Condition.Occurs occurs => Recount(occurs, place),
            Condition.Distinct { Path: var path } => Distinguish(path, place),
            Condition.TotalLength { Path: var path } => work.Find(path, place).Skip(1).ToList().TrueForAll(work.Remove),
            Condition.NotRepeated { In: var lines } => Rewrite(lines, place),
            Condition.Compared compared => Compare(compared, compared.Comparison, place),
            Condition.Total { Path: var path, Of: var parts } => Sum(path, parts, place, 0),
            Condition.All { Conditions: var all } => all.All(c => Satisfy(c, place)),
            Condition.Any { Conditions: var any } => Shuffled(any).Any(c => Satisfy(c, place)),
            Condition.Not { Condition: var inner } => Violate(inner, place),
            _ => false,
        };

    /// <summary>Makes the condition not hold.</summary>
    public bool Violate(Condition condition, Draft place) =>
        condition switch
        {
            Condition.Present { Paths: var paths } => Clear(Pick(paths), place),
            Condition.Absent { Paths: var paths } => Shuffled(paths).Any(p => Reach(p, place)),
            Condition.Together { Paths: var paths } => Separate(Shuffled(paths), place),
            Condition.AtMostOne { Paths: var paths } => Shuffled(paths).Take(2).All(p => Reach(p, place)),
            Condition.AtLeastOne { Paths: var paths } => paths.All(p => Clear(p, place)),
            Condition.Each { Path: var path, Test: var test } => One(path, place) is { } one
                && value.Spoil(one, path.Attribute, test, place),
            Condition.Some { Path: var path, Test: var test } => work.Find(path, place)
                .All(d => value.Spoil(d, path.Attribute, test, place)),
            Condition.Occurs occurs => Miscount(occurs, place),
            Condition.Distinct { Path: var path } => Double(path, place),
            Condition.TotalLength { Path: var path, Most: var most } => Lengthen(path, most, place),
            Condition.NotRepeated { Paths: var paths, In: var lines } => Repeat(Shuffled(paths), lines, place),
            Condition.Compared compared => Compare(compared, Opposite(compared.Comparison), place),
            Condition.Total { Path: var path, Of: var parts } => Sum(path, parts, place, 1),
            Condition.All { Conditions: var all } => ViolateOne(all, place),
            Condition.Any { Conditions: var any } => any.All(c => Violate(c, place)),
            Condition.Not { Condition: var inner } => Satisfy(inner, place),
            _ => false,
        };

    private bool Reach(RulePath path, Draft place) =>
        work.Find(path, place).Count > 0 || work.Reach(path, place) is not null;

    // Often a new one: those that are there may be needed as they are.
    private Draft? One(RulePath path, Draft place) =>
        work.Find(path, place) is not { Count: > 0 } there ? work.Reach(path, place)
        : random.Next(2) == 0 ? Another(path, place) ?? Pick(there)
        : Pick(there);

    private bool Clear(RulePath path, Draft place)
    {
        // Taking one out can bring another choice that is also there, or take the rest along.
        for (var i = 0; i < 50; i++)
        {
            if (work.Find(path, place) is not [var first, ..])
            {
                return true;
            }

            if (!work.Remove(first))
            {
                return false;
            }
        }

        return false;
    }

    private bool KeepOne(ValueList<RulePath> paths, Draft place)
    {
        var there = Shuffled(paths.Where(p => work.Find(p, place).Count > 0));
        return there.Skip(1).All(p => Clear(p, place));
    }

    private bool Separate(List<RulePath> paths, Draft place) =>
        Reach(paths[0], place) && Clear(paths[1], place) && work.Find(paths[0], place).Count > 0;

    private bool ViolateOne(ValueList<Condition> all, Draft place)
    {
        _ = all.All(c => Satisfy(c, place));
        return Shuffled(all).Any(c => Violate(c, place));
    }

    private bool Recount(Condition.Occurs occurs, Draft place)
    {
        var found = Counted(occurs, place);
        if (found.Count > occurs.Most)
        {
            return found.Skip(occurs.Most).ToList().TrueForAll(work.Remove);
        }

        while (Counted(occurs, place).Count < occurs.Least)
        {
            if (!More(occurs, place))
            {
                return false;
            }
        }

        return true;
    }

    private bool Miscount(Condition.Occurs occurs, Draft place)
    {
        if (occurs.Least > 0 && (occurs.Most == int.MaxValue || random.Next(2) == 0))
        {
            return Counted(occurs, place).ToList().TrueForAll(work.Remove);
        }

        for (var i = 0; i < 100 && Counted(occurs, place).Count <= occurs.Most; i++)
        {
            if (!More(occurs, place))
            {
                return false;
            }
        }

        return true;
    }

    private List<Draft> Counted(Condition.Occurs occurs, Draft place) =>
        [.. work.Find(occurs.Path, place).Where(d => occurs.Valued.Count == 0 || occurs.Valued.Contains(d.Text))];

    private bool More(Condition.Occurs occurs, Draft place)
    {
        if (Another(occurs.Path, place) is not { } made)
        {
            return false;
        }

        if (occurs.Valued.Count > 0)
        {
            made.Text = Pick(occurs.Valued);
        }

        return true;
    }

    /// <summary>One more element at the path: a sibling where it may repeat, or of the nearest element above that may.</summary>
    private Draft? Another(RulePath path, Draft place)
    {
        if (work.Find(path, place) is not [.., var last])
        {
            return work.Reach(path, place);
        }

        var tags = new List<string>();
        for (var at = last; at?.Parent is { } parent && at != place; at = parent)
        {
            tags.Insert(0, at.Tag);
            var element = parent.Element(at.Tag)!;
            if (parent.Named(at.Tag).Count() < element.Most && parent.Type is not ChoiceDescription)
            {
                return work.Reach(work.AddTo(parent, element), tags.Skip(1));
            }
        }

        return null;
    }

    private bool Distinguish(RulePath path, Draft place) =>
        work.Find(path, place)
            .GroupBy(d => path.Attribute is null ? d.Text : d.Currency)
            .SelectMany(g => g.Skip(1))
            .ToList()
            .TrueForAll(work.Remove);

    private bool Double(RulePath path, Draft place)
    {
        if (!Reach(path, place) || Another(path, place) is not { } made)
        {
            return false;
        }

        made.Text = work.Find(path, place).First(d => d != made).Text;
        return true;
    }

    private bool Lengthen(RulePath path, int most, Draft place)
    {
        for (var i = 0; i < 400; i++)
        {
            var found = work.Find(path, place);
            if (found.SelectMany(d => d.Everything).Sum(d => d.Text.Length) > most)
            {
                return true;
            }

            var one = found.Count == 0 ? work.Reach(path, place) : Another(path, place);
            if (one is null)
            {
                return false;
            }

            Prolong(one);
        }

        return false;
    }

    // Long texts right in the element: what stands deeper has rules of its own.
    private void Prolong(Draft draft)
    {
        foreach (var element in draft.Elements)
        {
            if (element.Type is TextDescription { Pattern: null, MaxLength: >= 70 and <= 2048 } text)
            {
                while (draft.Named(element.Tag).Count() < Math.Min(element.Most, 10))
                {
                    work.AddTo(draft, element).Text = new string('x', text.MaxLength);
                }
            }
        }
    }

    private bool Rewrite(RulePath lines, Draft place)
    {
        foreach (var line in work.Find(lines, place))
        {
            line.Text = "Entrance " + random.Next(1, 30).ToString(CultureInfo.InvariantCulture);
        }

        return true;
    }

    private bool Repeat(List<RulePath> paths, RulePath lines, Draft place)
    {
        if (!Reach(paths[0], place) || !Reach(lines, place))
        {
            return false;
        }

        Pick(work.Find(lines, place)).Text = "Near " + work.Find(paths[0], place)[0].Text;
        return true;
    }

    private bool Compare(Condition.Compared compared, Comparison wanted, Draft place)
    {
        if (!Reach(compared.Path, place) || !Reach(compared.With, place))
        {
            return false;
        }

        var (first, second) = (work.Find(compared.Path, place)[0], work.Find(compared.With, place)[0]);
        first.Currency = second.Currency;
        var amount = random.Next(10, 100_000);
        second.Text = amount.ToString(CultureInfo.InvariantCulture);
        first.Text = (
            amount
            + (
                wanted switch
                {
                    Comparison.Equal => 0,
                    Comparison.Less => -5,
                    Comparison.Greater => 5,
                    _ => random.Next(2) == 0 ? -5 : 5,
                }
            )
        ).ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private static Comparison Opposite(Comparison comparison) =>
        comparison switch
        {
            Comparison.Equal => Comparison.Different,
            Comparison.Different => Comparison.Equal,
            Comparison.Less => Comparison.Greater,
            _ => Comparison.Less,
        };

    private bool Sum(RulePath path, RulePath parts, Draft place, int error)
    {
        if (!Reach(path, place) || !Reach(parts, place))
        {
            return false;
        }

        var total = work.Find(path, place)[0];
        var sum = error;
        foreach (var part in work.Find(parts, place))
        {
            var amount = random.Next(1, 1000);
            part.Text = amount.ToString(CultureInfo.InvariantCulture);
            part.Currency = total.Currency;
            sum += amount;
        }

        total.Text = sum.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private List<T> Shuffled<T>(IEnumerable<T> from)
    {
        var list = from.ToList();
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));
        return list;
    }
}
