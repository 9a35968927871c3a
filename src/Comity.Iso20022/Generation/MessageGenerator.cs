using Comity.Iso20022.Components;
using Comity.Iso20022.Drafts;
using Comity.Iso20022.Rules;

namespace Comity.Iso20022.Generation;

/// <summary>
/// Makes messages for tests: valid under a rule set, or with exactly one rule broken. The values look like real ones (names, towns,
/// BICs, IBANs and LEIs with right check digits, UETRs) and belong to nobody. The same seed gives the same message.
/// </summary>
public static class MessageGenerator
{
    private const int Attempts = 40;

    /// <summary>A message that its schema allows and in which the rules find nothing, with a header.</summary>
    /// <param name="rules">The message, its use, and the rules.</param>
    /// <param name="seed">What chance is made of.</param>
    /// <exception cref="InvalidOperationException">No such message was found: the rules contradict each other.</exception>
    public static BusinessMessage Valid(RuleSet rules, int seed)
    {
        ArgumentNullException.ThrowIfNull(rules);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var maker = new Maker(rules, seed, attempt);
            if (maker.MakeValid() is { } message)
            {
                return message;
            }
        }

        throw new InvalidOperationException($"No {rules.Usage} was found that follows its rules.");
    }

    /// <summary>
    /// A message that its schema allows and in which the rules find one thing: that this rule is broken, in one place. Nothing where
    /// no such message was found, since breaking the rule would break another, or the schema.
    /// </summary>
    /// <param name="rules">The message, its use, and the rules.</param>
    /// <param name="rule">One of the rules.</param>
    /// <param name="seed">What chance is made of.</param>
    public static BusinessMessage? Broken(RuleSet rules, UsageRule rule, int seed)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(rule);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var maker = new Maker(rules, seed, attempt);
            if (maker.MakeBroken(rule) is { } message)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>A message that its schema allows, whatever rules say, without a header.</summary>
    /// <param name="type">The message.</param>
    /// <param name="seed">What chance is made of.</param>
    /// <param name="richness">How likely an optional element is near the root, from 0 to 1; less likely the deeper it stands.</param>
    public static Message SchemaValid(MessageType type, int seed, double richness = 0.4)
    {
        ArgumentNullException.ThrowIfNull(type);
        var random = new Random(seed);
        var draft = new RandomDraft(random, new PlausibleValues(random), richness).Make("Document", type.Description);
        return DraftMaker.Message(draft)
            ?? throw new InvalidOperationException(
                $"A random {type} is not one: {draft.Everything.FirstOrDefault(d => DraftMaker.Make(d) is null && d.Children.Count == 0)?.Path}."
            );
    }
}
