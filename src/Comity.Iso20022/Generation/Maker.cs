using Comity.Iso20022.Components;
using Comity.Iso20022.Drafts;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Generation;

/// <summary>
/// One attempt at a message. A random one is mended, finding by finding, until the rules find nothing; for a broken one, a rule is
/// then broken on purpose at one place, and what else that broke is mended again.
/// </summary>
internal sealed class Maker
{
    private const int Rounds = 60;

    private readonly RuleSet rules;
    private readonly Random random;
    private readonly Workpiece work;
    private readonly ConditionMender mender;

    public Maker(RuleSet rules, int seed, int attempt)
    {
        this.rules = rules;
        random = new Random(unchecked((seed * 397) ^ (attempt * 7919)));
        var values = new PlausibleValues(random);
        // Later attempts are plainer: what is not there breaks no rule.
        var richness = random.NextDouble() * 0.6 / (1 + (attempt / 4));
        var maker = new RandomDraft(random, values, richness);
        var header = maker.Make("AppHdr", ApplicationHeader.Description);
        work = new Workpiece(maker.Make("Document", rules.Type.Description), header, maker);
        header.Named("MsgDefIdr").Single().Text = rules.Type.Identifier;
        mender = new ConditionMender(work, random, values, rules.Day);
    }

    /// <summary>A message in which the rules find nothing, if this attempt comes to one.</summary>
    public BusinessMessage? MakeValid()
    {
        for (var round = 0; round < Rounds; round++)
        {
            if (Finish() is not { } message)
            {
                return null;
            }

            var findings = rules.Check(message);
            if (findings.Count == 0)
            {
                return message;
            }

            if (!MendSome(findings))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>A message in which the rules find just this one thing, if this attempt comes to one.</summary>
    public BusinessMessage? MakeBroken(UsageRule rule)
    {
        if (MakeValid() is null || !Break(rule))
        {
            return null;
        }

        for (var round = 0; round < Rounds; round++)
        {
            if (Finish() is not { } message)
            {
                return null;
            }

            var findings = rules.Check(message);
            if (findings.All(f => f.Rule == rule))
            {
                return findings.Count == 1 ? message : null;
            }

            if (!findings.Any(f => f.Rule == rule) || !MendSome(findings.Where(f => f.Rule != rule)))
            {
                return null;
            }
        }

        return null;
    }

    private BusinessMessage? Finish()
    {
        work.Header.Named("MsgDefIdr").Single().Text = rules.Type.Identifier;
        return work.Finish();
    }

    // What could not be mended this time may be in the next round, or go away with something else.
    private bool MendSome(IEnumerable<Finding> findings)
    {
        var some = false;
        foreach (var finding in findings)
        {
            some |= Mend(finding);
        }

        return some;
    }

    private bool Mend(Finding finding)
    {
        var place = work.At(finding.Place);
        // An earlier mending may have taken the place away.
        return place is null
            || (finding.Rule.If is { } condition && random.Next(8) == 0 && mender.Violate(condition, place))
            || mender.Satisfy(finding.Rule.Then, place);
    }

    private bool Break(UsageRule rule) =>
        Place(rule) is { } place
        && (rule.If is not { } condition || mender.Satisfy(condition, place))
        && mender.Violate(rule.Then, place);

    private Draft? Place(UsageRule rule)
    {
        var path = rule.At[random.Next(rule.At.Count)];
        var there = work.Find(path, work.Message).Where(d => !IsExcepted(rule, d)).ToList();
        if (there.Count > 0 && random.Next(4) != 0)
        {
            return there[random.Next(there.Count)];
        }

        return path.Origin switch
        {
            RulePathOrigin.Anywhere or RulePathOrigin.AnyValue => work.ReachAny(path, random),
            _ => work.Reach(path, work.Message),
        };
    }

    private static bool IsExcepted(UsageRule rule, Draft draft) => rule.Except.Any(p => Workpiece.Ends(draft, p));
}
