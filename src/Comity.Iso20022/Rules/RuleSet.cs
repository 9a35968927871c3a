using Comity.Iso20022.Rules.Checking;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Rules;

/// <summary>
/// The rules of one or several books for one use of a message on one day, made ready to check messages. Making one costs some
/// milliseconds and checking one message some microseconds: keep it. Safe from many threads.
/// </summary>
public sealed class RuleSet
{
    private readonly PlacePlan messagePlan;
    private readonly PlacePlan headerPlan;

    private RuleSet(MessageUsage usage, DateOnly day, MessageType type, IReadOnlyList<UsageRule> rules)
    {
        Usage = usage;
        Day = day;
        Type = type;
        var header = ApplicationHeader.Description;
        var body = (SequenceDescription)type.Description.Elements[0].Type;
        var planner = new PlacePlanner(rules, body, header, day);
        messagePlan = planner.Message();
        headerPlan = planner.Header();
        Rules = [.. rules.Except(planner.Unplaced())];
    }

    /// <summary>Which message, in which use.</summary>
    public MessageUsage Usage { get; }

    /// <summary>The day whose editions apply.</summary>
    public DateOnly Day { get; }

    /// <summary>The message.</summary>
    public MessageType Type { get; }

    /// <summary>The rules that can apply to such a message, in the books' order.</summary>
    public IReadOnlyList<UsageRule> Rules { get; }

    /// <summary>The rules for a use of a message on a day.</summary>
    /// <param name="usage">The message and its use, of any of the books.</param>
    /// <param name="day">The day whose editions apply: that of the message.</param>
    /// <param name="books">The books; <see cref="RuleBook.CbprPlus"/> and a market's own, say.</param>
    /// <exception cref="ArgumentException">The message is not supported.</exception>
    public static RuleSet Of(MessageUsage usage, DateOnly day, params ReadOnlySpan<RuleBook> books)
    {
        ArgumentNullException.ThrowIfNull(usage);
        if (!SupportedMessages.TryGet(usage.Message, out var type))
        {
            throw new ArgumentException($"{usage.Message} is not supported.", nameof(usage));
        }

        var rules = new List<UsageRule>();
        foreach (var book in books)
        {
            rules.AddRange(book.Rules.Where(r => r.AppliesTo(usage, day)));
        }

        return new RuleSet(usage, day, type, rules);
    }

    /// <summary>What the rules find in a message, in the order of its elements, the header first. Without lines and columns.</summary>
    /// <exception cref="ArgumentException">It is another message than <see cref="Type"/>.</exception>
    public IReadOnlyList<Finding> Check(BusinessMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Document.Type == Type
            ? Inspection.Run(message, messagePlan, headerPlan)
            : throw new ArgumentException($"A {message.Document.Type}, not a {Type}.", nameof(message));
    }

    /// <summary>As <see cref="Check(BusinessMessage)"/>, with lines and columns.</summary>
    /// <param name="message">The message.</param>
    /// <param name="text">The text that it was read from; looked at again only where there is something to find.</param>
    public IReadOnlyList<Finding> Check(BusinessMessage message, ReadOnlyMemory<byte> text)
    {
        var findings = Check(message);
        return findings.Count == 0 ? findings : TextPositions.Add(findings, text);
    }

    /// <summary>Whether a path of the message's own elements leads anywhere.</summary>
    internal static bool Has(BusinessMessage message, RulePath path)
    {
        var document = (IComponent)message.Document;
        var body = (IComponent)document[0]!;
        var scope = new Scope
        {
            Message = body,
            MessagePath = "",
            Header = message.Header,
        };
        return Route.Of(path, body.Description).Exists(scope);
    }
}
