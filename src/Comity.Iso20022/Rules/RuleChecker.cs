using System.Collections.Concurrent;

namespace Comity.Iso20022.Rules;

/// <summary>
/// Checks messages of any kind against one or several books: finds out each message's use, and keeps the rules that it has made
/// ready, for one day and use each. Safe from many threads.
/// </summary>
/// <param name="books">The books; the first that is about a message says which use of it this is.</param>
public sealed class RuleChecker(params IReadOnlyList<RuleBook> books)
{
    private readonly ConcurrentDictionary<MessageUsage, RuleSet> ready = new();

    /// <summary>The rules for a message on a day; nothing where no book is about such messages.</summary>
    /// <param name="message">The message.</param>
    /// <param name="day">The day whose editions apply: that of the message.</param>
    public RuleSet? RulesFor(BusinessMessage message, DateOnly day)
    {
        foreach (var book in books)
        {
            if (book.UsageOf(message) is { } usage)
            {
                return For(usage, day);
            }
        }

        return null;
    }

    /// <summary>What the rules find in a message, with lines and columns; nothing where no book is about such messages.</summary>
    /// <param name="message">The message.</param>
    /// <param name="text">The text that it was read from.</param>
    /// <param name="day">The day whose editions apply.</param>
    public IReadOnlyList<Finding> Check(BusinessMessage message, ReadOnlyMemory<byte> text, DateOnly day) =>
        RulesFor(message, day)?.Check(message, text) ?? [];

    // Messages come in the order of their days, more or less: one day for each use is enough.
    private RuleSet For(MessageUsage usage, DateOnly day)
    {
        if (!ready.TryGetValue(usage, out var rules) || rules.Day != day)
        {
            rules = RuleSet.Of(usage, day, [.. books]);
            ready[usage] = rules;
        }

        return rules;
    }
}
