using System.Collections.Immutable;
using Comity.Protocol.Transactions;

namespace Comity.Protocol.Policies;

/// <summary>The rules of one owner: a jurisdiction, or the issuer of an instrument.</summary>
/// <param name="Rules">In the order in which they are checked; at most 64.</param>
public sealed record RulePolicy(ImmutableArray<Rule> Rules)
{
    /// <summary>Most rules in one policy.</summary>
    public const int MostRules = 64;

    /// <summary>No rules: everything is allowed.</summary>
    public static RulePolicy Empty { get; } = new(ImmutableArray<Rule>.Empty);

    /// <summary>The policy as the wire carries it.</summary>
    public Wire.Policy ToWire() => new() { Rules = { Rules.Select(static rule => rule.ToWire()) } };

    internal static RulePolicy Read(Wire.Policy? wire, WireReader reader)
    {
        if (wire is null)
        {
            return Empty;
        }

        var rules = reader.List(wire.Rules, "policy.rules", 0, MostRules, Rule.Read);
        reader.Require(
            reader.Failure is not null || rules.Select(static rule => rule.Id).Distinct().Count() == rules.Length,
            "policy.rules",
            "name an id twice"
        );
        return new RulePolicy(rules);
    }
}
