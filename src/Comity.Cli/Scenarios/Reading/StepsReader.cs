using System.Collections.Immutable;
using Comity.Cli.Scenarios.Steps;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads <c>steps</c>.</summary>
internal sealed class StepsReader(Names names, string folder)
{
    private const ulong Hour = 60UL * 60 * 1_000;

    private static readonly string[] Kinds =
    [
        "send",
        "pay",
        "settle",
        "authorise",
        "approve",
        "attest",
        "fulfil",
        "await",
        "wait",
        "check",
    ];

    private static readonly Dictionary<string, ExpectedOutcome> Outcomes = new(StringComparer.Ordinal)
    {
        ["accepted"] = ExpectedOutcome.Accepted,
        ["settled"] = ExpectedOutcome.Settled,
        ["waiting"] = ExpectedOutcome.Waiting,
        ["reserved"] = ExpectedOutcome.Reserved,
        ["refused"] = ExpectedOutcome.Refused,
        ["cancelled"] = ExpectedOutcome.Cancelled,
        ["expired"] = ExpectedOutcome.Expired,
        ["forwarded"] = ExpectedOutcome.Forwarded,
        ["returned"] = ExpectedOutcome.Returned,
    };

    /// <summary>Every step, in order.</summary>
    public ImmutableArray<Step> Read(Section root) =>
        root.List("steps", element => ReadOne(element.Section(), element.Line));

    private Step ReadOne(Section section, int line)
    {
        var title = section.Text("title", string.Empty, 200);
        var name = section.TryGet("name", out var named) ? named.Text(64) : $"line {line}";
        var kinds = Kinds.Where(kind => section.TryGet(kind, out _)).ToArray();
        if (kinds.Length != 1)
        {
            section.Element.Fail($"a step has exactly one of {string.Join(", ", Kinds)}; this one has {kinds.Length}");
        }

        var step = ReadKind(kinds.FirstOrDefault("wait"), section, new Heading(name, line, title));
        section.End();
        if (!names.Steps.Add(name) && named is not null)
        {
            named.Fail($"two steps are called '{name}'");
        }

        return step;
    }

    private Step ReadKind(string kind, Section section, Heading heading)
    {
        var (name, line, title) = heading;
        if (!section.TryGet(kind, out var element))
        {
            return new WaitStep(name, line, title, 0);
        }

        switch (kind)
        {
            case "send":
                return new SendStep(
                    name,
                    line,
                    title,
                    ExistingPath(element),
                    names.Bic(section, "as"),
                    Expect(section, ExpectedOutcome.Settled)
                );
            case "wait":
                return new WaitStep(name, line, title, element.Value<ulong>(Values.Span, Values.SpanExpected));
            case "await":
                return new AwaitStep(
                    name,
                    line,
                    title,
                    element.List(Payment),
                    Expect(section, ExpectedOutcome.Settled),
                    section.Value("within", Values.Span, Values.SpanExpected, 10_000UL)
                );
            case "pay":
                return ReadPay(element.Section(), section, heading);
            case "settle":
                return ReadSettle(element.Section(), section, heading);
            case "attest":
                return ReadAttest(element.Section(), section, heading);
            case "fulfil":
                return ReadFulfil(element.Section(), section, heading);
            case "check":
                return ReadCheck(element.Section(), heading);
            default:
                return new AuthoriseStep(
                    name,
                    line,
                    title,
                    names.Bic(section, "by"),
                    Payment(element),
                    string.Equals(kind, "approve", StringComparison.Ordinal),
                    Expect(section, ExpectedOutcome.Accepted)
                );
        }
    }

    private PayStep ReadPay(Section pay, Section section, Heading heading)
    {
        var amount = pay.TryRequire("amount", out var stated) ? names.Amount(stated) : default;
        var step = new PayStep(
            heading.Name,
            heading.Line,
            heading.Title,
            names.Bic(pay, "from"),
            names.Bic(pay, "to"),
            amount,
            pay.TryGet("pays", out var pays) ? names.Currency(pays) : amount.Instrument,
            pay.Text("purpose", string.Empty, 4),
            Expect(section, ExpectedOutcome.Settled)
        );
        if (step.From == step.To && step.From != default)
        {
            pay.Element.Fail($"{step.From} cannot pay itself");
        }

        pay.End();
        return step;
    }

    private SettleStep ReadSettle(Section settle, Section section, Heading heading)
    {
        var step = new SettleStep(
            heading.Name,
            heading.Line,
            heading.Title,
            settle.TryRequire("signed-by", out var signers) ? signers.List(names.Bic) : [],
            settle.TryRequire("legs", out var legs) ? legs.List(leg => new LegReader(names).Read(leg.Section())) : [],
            settle.List("conditions", condition => ReadCondition(condition.Section())),
            settle.TryGet("queue", out var queue) ? [ReadQueue(queue.Section())] : [],
            settle.Text("purpose", string.Empty, 4),
            Expect(section, ExpectedOutcome.Settled)
        );
        settle.End();
        return step;
    }

    private static ScenarioQueue ReadQueue(Section section)
    {
        var queue = new ScenarioQueue(
            section.Value(
                "priority",
                static (string text, out byte value) => byte.TryParse(text, out value) && value <= 9,
                "0 (normal) to 9 (most urgent)",
                (byte)0
            ),
            section.Value("expires", Values.Span, Values.SpanExpected, Hour),
            section.Flag("reserve")
        );
        section.End();
        return queue;
    }

    private ScenarioCondition ReadCondition(Section section)
    {
        string[] kinds = ["attestation", "approval", "hash-lock", "after"];
        var kind = kinds.FirstOrDefault(candidate => section.TryGet(candidate, out _), string.Empty);
        ScenarioCondition condition = new ScenarioCondition.After(0);
        if (kind.Length == 0 || !section.TryGet(kind, out var element))
        {
            section.Element.Fail($"a condition is one of {string.Join(", ", kinds)}");
            return condition;
        }

        switch (kind)
        {
            case "approval":
                condition = new ScenarioCondition.Approval(names.Jurisdiction(element));
                break;
            case "hash-lock":
                condition = new ScenarioCondition.HashLock(element.Text(64));
                break;
            case "after":
                condition = new ScenarioCondition.After(element.Value<ulong>(Values.Span, Values.SpanExpected));
                break;
            default:
                var inner = element.Section();
                condition = new ScenarioCondition.Attestation(
                    names.Bic(inner, "by"),
                    inner.Text("kind", 35),
                    inner.Text("about", 1_000)
                );
                inner.End();
                break;
        }

        section.End();
        return condition;
    }

    private AttestStep ReadAttest(Section attest, Section section, Heading heading)
    {
        var about = attest.Text("about", string.Empty, 1_000);
        var payment = attest.TryGet("payment", out var named) ? Payment(named) : string.Empty;
        if ((about.Length == 0) == (payment.Length == 0))
        {
            attest.Element.Fail("an attestation is either about a document ('about') or about a payment ('payment')");
        }

        var step = new AttestStep(
            heading.Name,
            heading.Line,
            heading.Title,
            names.Bic(attest, "by"),
            attest.Text("kind", 35),
            about,
            payment,
            attest.Value("expires", Values.Span, Values.SpanExpected, Hour),
            Expect(section, ExpectedOutcome.Accepted)
        );
        attest.End();
        return step;
    }

    private FulfilStep ReadFulfil(Section fulfil, Section section, Heading heading)
    {
        var step = new FulfilStep(
            heading.Name,
            heading.Line,
            heading.Title,
            names.Bic(fulfil, "by"),
            fulfil.TryRequire("payment", out var payment) ? Payment(payment) : string.Empty,
            fulfil.Text("secret", 64),
            Expect(section, ExpectedOutcome.Settled)
        );
        fulfil.End();
        return step;
    }

    private CheckStep ReadCheck(Section check, Heading heading)
    {
        var step = new CheckStep(
            heading.Name,
            heading.Line,
            heading.Title,
            names.Bic(check, "holder"),
            check.TryRequire("holds", out var amounts) ? amounts.List(names.Amount) : []
        );
        check.End();
        return step;
    }

    private string Payment(Element element)
    {
        var text = element.Text();
        if (text.Length > 0 && !Uetr.TryParse(text, out _) && !names.Steps.Contains(text))
        {
            element.Faults.AddUnknown(element.Node, "earlier step (or UETR)", text, names.Steps);
        }

        return text;
    }

    private string ExistingPath(Element element)
    {
        var path = Path.GetFullPath(Path.Combine(folder, element.Text(1_000)));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            element.Fail($"there is no file or folder '{path}'");
        }

        return path;
    }

    private static Expectation Expect(Section section, ExpectedOutcome otherwise)
    {
        if (!section.TryGet("expect", out var element))
        {
            return new Expectation(otherwise);
        }

        if (element.IsScalar)
        {
            return new Expectation(Outcomes.GetValueOrDefault(element.OneOf("outcome", Outcomes.Keys)));
        }

        var inner = element.Section();
        var expectation = new Expectation(
            Outcomes.GetValueOrDefault(inner.OneOf("outcome", "outcome", Outcomes.Keys)),
            inner.Text("reason", string.Empty, 4),
            inner.TryGet("refusal", out var refusal)
                ? refusal.OneOf("refusal", Enum.GetNames<RefusalCode>())
                : string.Empty,
            inner.Text("rule", string.Empty, 35),
            inner.Text("owner", string.Empty, 12)
        );
        inner.End();
        return expectation;
    }

    private readonly record struct Heading(string Name, int Line, string Title);
}
