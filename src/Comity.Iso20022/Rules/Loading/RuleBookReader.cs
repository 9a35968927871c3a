using Comity.Iso20022.Codes;
using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Loading;

/// <summary>Reads a rule book from one or several files: the first has the book's head, each may have rules.</summary>
internal sealed class RuleBookReader(bool checksPaths)
{
    private readonly List<RuleEdition> editions = [];
    private readonly List<MessageUsage> usages = [];
    private readonly Dictionary<string, RuleSource> sources = [];
    private readonly Dictionary<string, ValueList<string>> groups = [];
    private readonly List<UsageRule> rules = [];
    private string name = "";

    public static RuleBookResult Read(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Text)> files, bool checksPaths)
    {
        var reader = new RuleBookReader(checksPaths);
        var file = "";
        try
        {
            foreach (var (fileName, text) in files)
            {
                file = fileName;
                var fields = new Fields(JsonParts.Read(text.Span));
                if (reader.name.Length == 0)
                {
                    reader.ReadHead(fields);
                }

                reader.ReadRules(fields);
                fields.Finish();
            }

            return new RuleBookResult.Loaded(new RuleBook(reader.name, reader.editions, reader.usages, reader.rules));
        }
        catch (RuleBookException fault)
        {
            return new RuleBookResult.Refused(
                new RuleBookFault(file, fault.Line, fault.Column, fault.Found, fault.Allowed)
            );
        }
    }

    private void ReadHead(Fields fields)
    {
        name = fields.Text("book");
        foreach (var member in Members(fields.Require("editions")))
        {
            var edition = new Fields(member.Value);
            var until = edition.Find("until");
            editions.Add(
                new RuleEdition(
                    member.Name,
                    Fields.Date(edition.Require("from")),
                    until is null ? null : Fields.Date(until)
                )
            );
            edition.Finish();
        }

        foreach (var member in Members(fields.Require("sources")))
        {
            var source = new Fields(member.Value);
            sources.Add(member.Name, new RuleSource(source.Text("title"), source.Text("address")));
            source.Finish();
        }

        foreach (var part in Fields.OneOrMore(fields.Require("usages")))
        {
            usages.Add(Usage(part));
        }

        foreach (var member in fields.Find("groups") is { } part ? Members(part) : [])
        {
            groups.Add(member.Name, [.. Fields.OneOrMore(member.Value).SelectMany(Messages)]);
        }
    }

    private void ReadRules(Fields fields)
    {
        foreach (var part in fields.Find("rules") is { } list ? Fields.List(list) : [])
        {
            var rule = Rule(part);
            if (rules.Exists(r => r.Id == rule.Id))
            {
                throw RuleBookException.At(new Fields(part).Require("id"), "an id that no other rule has");
            }

            if (checksPaths)
            {
                PathCheck.Require(rule, usages.Where(u => rule.For.Contains(u.Name) || rule.For.Contains(u.Message)));
            }

            rules.Add(rule);
        }
    }

    private UsageRule Rule(JsonPart part)
    {
        var fields = new Fields(part);
        var condition = fields.Find("if");
        var rule = new UsageRule(ConditionReader.Read(fields.Require("then")))
        {
            Id = fields.Text("id"),
            Sentence = fields.Text("sentence"),
            Severity = fields.Find("severity") is { } severity ? Severity(severity) : RuleSeverity.Error,
            Reason = Reason(fields.Require("reason")),
            Sources = [.. Fields.OneOrMore(fields.Require("source")).Select(Source)],
            For = [.. Fields.OneOrMore(fields.Require("for")).SelectMany(Messages).Distinct()],
            Editions = fields.Find("editions") is { } some
                ? [.. Fields.OneOrMore(some).Select(Edition)]
                : [.. editions],
            At = [.. Fields.OneOrMore(fields.Require("at")).Select(Place)],
            Except = fields.Find("except") is { } except ? [.. Fields.OneOrMore(except).Select(Place)] : [],
            If = condition is null ? null : ConditionReader.Read(condition),
            Line = part.Line,
        };
        fields.Finish();
        return rule;
    }

    private static MessageUsage Usage(JsonPart part)
    {
        var fields = new Fields(part);
        var message = fields.Text("message");
        if (!SupportedMessages.TryGet(message, out _))
        {
            throw RuleBookException.At(fields.Require("message"), "a message that is supported, as pacs.008.001.08");
        }

        var mark = fields.Find("mark");
        var usage = new MessageUsage(
            fields.Find("name") is { } name ? Fields.Text(name) : message,
            message,
            fields.Find("service") is { } service ? Fields.Text(service) : ""
        )
        {
            Mark = mark is null ? null : Fields.Path(mark),
        };
        fields.Finish();
        return usage;
    }

    private static IReadOnlyList<JsonMember> Members(JsonPart part) => new Fields(part).Whole.Members;

    private IEnumerable<string> Messages(JsonPart part)
    {
        var text = Fields.Text(part);
        return groups.TryGetValue(text, out var group) ? group
            : usages.Exists(u => u.Name == text || u.Message == text) ? [text]
            : throw RuleBookException.At(part, "a message, usage or group that the book's head names");
    }

    private RuleEdition Edition(JsonPart part) =>
        editions.Find(e => e.Name == Fields.Text(part))
        ?? throw RuleBookException.At(part, "one of the editions " + string.Join(", ", editions));

    private RuleSource Source(JsonPart part) =>
        sources.GetValueOrDefault(Fields.Text(part))
        ?? throw RuleBookException.At(part, "one of the sources " + string.Join(", ", sources.Keys));

    private static RulePath Place(JsonPart part) =>
        Fields.Path(part) is { Origin: not RulePathOrigin.Place } path
            ? path
            : throw RuleBookException.At(part, "a path that begins with /");

    private static RuleSeverity Severity(JsonPart part) =>
        Fields.Text(part) switch
        {
            "error" => RuleSeverity.Error,
            "warning" => RuleSeverity.Warning,
            _ => throw RuleBookException.At(part, "error or warning"),
        };

    private static string Reason(JsonPart part) =>
        ExternalCodes.StatusReason.Contains(Fields.Text(part))
            ? Fields.Text(part)
            : throw RuleBookException.At(part, "a code of ExternalStatusReason1Code");
}
