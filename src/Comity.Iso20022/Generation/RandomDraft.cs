using Comity.Iso20022.Drafts;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Generation;

/// <summary>
/// Builds elements that their schema allows: what is required always, what is optional by chance, and less of it the deeper it
/// stands.
/// </summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="values">Where values come from.</param>
/// <param name="richness">How likely an optional element is just below the root, 0 to 1.</param>
internal sealed class RandomDraft(Random random, PlausibleValues values, double richness)
{
    /// <summary>An element with all that belongs in it.</summary>
    /// <param name="tag">The element's name.</param>
    /// <param name="type">The type of its content.</param>
    /// <param name="inside">The name of the element that it will stand in.</param>
    /// <param name="depth">How many elements are around it.</param>
    public Draft Make(string tag, TypeDescription type, string inside = "", int depth = 0)
    {
        var made = new Draft(tag, type);
        if (tag == "PstlAdr")
        {
            values.Move();
        }

        switch (type)
        {
            case ChoiceDescription choice:
                var chosen = choice.Elements[random.Next(choice.Elements.Count)];
                made.Add(Make(chosen.Tag, chosen.Type, tag, depth + 1));
                break;
            case SequenceDescription sequence:
                foreach (var element in sequence.Elements)
                {
                    for (var count = Count(element, depth); count > 0; count--)
                    {
                        made.Add(Make(element.Tag, element.Type, tag, depth + 1));
                    }
                }

                break;
            default:
                values.Fill(made, inside);
                break;
        }

        return made;
    }

    /// <summary>One of them, by chance.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private int Count(ElementDescription child, int depth)
    {
        var wanted = random.NextDouble() < richness / (1 + (depth / 3)) ? 1 : 0;
        if (wanted == 1 && child.Most > 1 && random.Next(4) == 0)
        {
            wanted = 2;
        }

        return Math.Clamp(wanted, child.Least, child.Most);
    }
}
