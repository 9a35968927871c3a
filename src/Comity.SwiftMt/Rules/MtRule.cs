using Comity.Iso20022.Values;

namespace Comity.SwiftMt.Rules;

/// <summary>A rule between fields, as data.</summary>
/// <typeparam name="TMessage">The message that it is about.</typeparam>
/// <param name="Rule">Its number.</param>
/// <param name="ErrorCode">The code with which the network refuses.</param>
/// <param name="Field">The field that is wrong or missing where it is broken.</param>
/// <param name="Sentence">What it asks for.</param>
/// <param name="Holds">Whether a message keeps it.</param>
internal sealed record MtRule<TMessage>(
    string Rule,
    string ErrorCode,
    string Field,
    string Sentence,
    Func<TMessage, bool> Holds
)
{
    public static ValueList<BrokenRule> Broken(TMessage message, params IEnumerable<MtRule<TMessage>> rules) =>
        rules
            .Where(rule => !rule.Holds(message))
            .Select(static rule => new BrokenRule(rule.Rule, rule.ErrorCode, rule.Field, rule.Sentence))
            .ToValueList();
}
