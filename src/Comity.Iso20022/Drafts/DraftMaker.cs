using Comity.Iso20022.Components;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Drafts;

/// <summary>Makes messages of drafts, and drafts of messages.</summary>
internal static class DraftMaker
{
    /// <summary>A draft of a message's document.</summary>
    public static Draft Of(Message message) => Of("Document", (IComponent)message);

    /// <summary>A draft of a header.</summary>
    public static Draft Of(BusinessApplicationHeaderV02 header) => Of("AppHdr", header);

    /// <summary>The message, if the draft is one that its schema allows.</summary>
    public static Message? Message(Draft document) => (Message?)Make(document);

    /// <summary>The header, if the draft is one that its schema allows.</summary>
    public static BusinessApplicationHeaderV02? Header(Draft header) => (BusinessApplicationHeaderV02?)Make(header);

    /// <summary>What an element's content is once it is finished; nothing where the schema does not allow it.</summary>
    public static object? Make(Draft draft)
    {
        switch (draft.Type)
        {
            case SimpleDescription simple:
                return simple.Parse(draft.Text);
            case AmountDescription amount:
                return
                    amount.Number.TryParse(draft.Text, out var number)
                    && amount.Currency.Parse(draft.Currency) is TextValue currency
                    ? amount.Make(number, currency)
                    : null;
            case FragmentDescription fragment:
                return draft.Fragment is { } any ? fragment.Make(any) : null;
            case ChoiceDescription choice:
                return Choice(draft, choice);
            default:
                return Sequence(draft, (SequenceDescription)draft.Type);
        }
    }

    private static IComponent? Choice(Draft draft, ChoiceDescription choice)
    {
        if (draft.Children.Count == 0)
        {
            return choice.MayBeEmpty ? choice.Make(-1, null) : null;
        }

        var element = draft.Element(draft.Children[0].Tag)!;
        return Content(draft, element, out var content) ? choice.Make(element.Index, content) : null;
    }

    private static IComponent? Sequence(Draft draft, SequenceDescription sequence)
    {
        var contents = new object?[sequence.Elements.Count];
        foreach (var element in sequence.Elements)
        {
            if (!Content(draft, element, out contents[element.Index]))
            {
                return null;
            }
        }

        return sequence.Make(contents);
    }

    private static bool Content(Draft draft, ElementDescription element, out object? content)
    {
        content = null;
        var items = new List<object>();
        foreach (var child in draft.Named(element.Tag))
        {
            if (Make(child) is not { } made)
            {
                return false;
            }

            items.Add(made);
        }

        if (items.Count > 0)
        {
            content = element.Repeats ? items : items[0];
        }

        return items.Count >= element.Least && items.Count <= element.Most;
    }

    private static Draft Of(string tag, IComponent component)
    {
        var draft = new Draft(tag, component.Description);
        foreach (var element in component.Description.Elements)
        {
            switch (component[element.Index])
            {
                case null:
                    break;
                case IValueList list:
                    for (var i = 0; i < list.Count; i++)
                    {
                        draft.Add(Of(element, list[i]));
                    }

                    break;
                case var content:
                    draft.Add(Of(element, content));
                    break;
            }
        }

        return draft;
    }

    private static Draft Of(ElementDescription element, object content) =>
        content switch
        {
            IComponent component => Of(element.Tag, component),
            IAmount amount => new Draft(element.Tag, element.Type)
            {
                Text = amount.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Currency = amount.Currency,
            },
            IFragment fragment => new Draft(element.Tag, element.Type) { Fragment = fragment.Any },
            _ => new Draft(element.Tag, element.Type) { Text = ((SimpleDescription)element.Type).Text(content) },
        };
}
