using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Reading;

/// <summary>How far the content of a sequence or a choice has come: the last element, and how many of it in a row.</summary>
internal struct ContentPlace(ComponentDescription type)
{
    private readonly ElementDescription[] elements = type.Array;
    private readonly bool isChoice = type is ChoiceDescription;
    private int at = -1;
    private int count;

    /// <summary>The last element.</summary>
    public readonly ElementDescription Element => elements[at];

    /// <summary>The index of the alternative taken, -1 before any.</summary>
    public readonly int Chosen => at;

    /// <summary>Whether the content may end here.</summary>
    public readonly bool IsComplete
    {
        get
        {
            if (at >= 0 && count < elements[at].Least)
            {
                return false;
            }

            return isChoice ? at >= 0 || ((ChoiceDescription)type).MayBeEmpty : !AnyRequired(elements.AsSpan(at + 1));
        }
    }

    /// <summary>The tags allowed next, in words.</summary>
    public readonly string Allowed
    {
        get
        {
            var tags = new List<string>();
            if (at >= 0 && count < elements[at].Most)
            {
                tags.Add(elements[at].Tag);
            }

            if (!isChoice || at < 0)
            {
                foreach (var element in elements.AsSpan(at + 1))
                {
                    tags.Add(element.Tag);
                    if (element.Least > 0 && !isChoice)
                    {
                        break;
                    }
                }
            }

            return tags.Count == 0 ? "the element's end" : string.Join(", ", tags);
        }
    }

    /// <summary>Takes an element with this tag in UTF-8, if it is allowed here.</summary>
    public bool Step(ReadOnlySpan<byte> tag)
    {
        if (at >= 0)
        {
            if (count < elements[at].Most && tag.SequenceEqual(elements[at].Utf8Tag))
            {
                count++;
                return true;
            }

            if (isChoice || count < elements[at].Least)
            {
                return false;
            }
        }

        for (var i = at + 1; i < elements.Length; i++)
        {
            if (tag.SequenceEqual(elements[i].Utf8Tag))
            {
                (at, count) = (i, 1);
                return true;
            }

            if (elements[i].Least > 0 && !isChoice)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// After a tag that was not allowed: the element that it is the tag of, if there is one. If it comes later in a sequence,
    /// the content goes on behind it, as if nothing had been left out.
    /// </summary>
    public ElementDescription? Recover(string tag)
    {
        if (!type.TryGet(tag, out var element))
        {
            return null;
        }

        if (element.Index > at && !isChoice)
        {
            (at, count) = (element.Index, Math.Max(element.Least, 1));
        }

        return element;
    }

    private static bool AnyRequired(ReadOnlySpan<ElementDescription> elements)
    {
        foreach (var element in elements)
        {
            if (element.Least > 0)
            {
                return true;
            }
        }

        return false;
    }
}
