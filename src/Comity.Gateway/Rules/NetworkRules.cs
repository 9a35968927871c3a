using Comity.Iso20022;
using Comity.Iso20022.Rules;

namespace Comity.Gateway.Rules;

/// <summary>
/// The usage rules of a Comity network, which a gateway applies to the payments that it is given. They are data, in
/// <c>network.json</c>.
/// </summary>
public static class NetworkRules
{
    private const string Resource = "Rules/network.json";

    private static readonly Lazy<RuleBook> LazyBook = new(Load);
    private static readonly Lazy<RuleChecker> Checker = new(static () => new RuleChecker(Book));

    /// <summary>The rules.</summary>
    public static RuleBook Book => LazyBook.Value;

    /// <summary>The first rule that the message as a whole breaks; nothing where it breaks none.</summary>
    internal static InstructionRefusal? OfMessage(IReadOnlyList<Finding> findings) =>
        findings.Where(static finding => TransactionOf(finding) < 0).Select(Refusal).FirstOrDefault();

    /// <summary>The first rule that one transaction of the message breaks, from 0; nothing where it breaks none.</summary>
    internal static InstructionRefusal? OfTransaction(IReadOnlyList<Finding> findings, int transaction) =>
        findings.Where(finding => TransactionOf(finding) == transaction).Select(Refusal).FirstOrDefault();

    /// <summary>What the rules find that a message is refused for.</summary>
    /// <param name="message">The message.</param>
    /// <param name="text">The text that it was read from.</param>
    /// <param name="day">The day whose edition applies.</param>
    public static IReadOnlyList<Finding> Errors(BusinessMessage message, ReadOnlyMemory<byte> text, DateOnly day) =>
        [.. Checker.Value.Check(message, text, day).Where(static finding => finding.Severity == RuleSeverity.Error)];

    private static InstructionRefusal Refusal(Finding finding) =>
        InstructionRefusal.Own(
            finding.Reason,
            finding.Rule.Id,
            $"{finding.Line}:{finding.Column} {finding.Path}: {finding.Found}",
            finding.Rule.Sentence
        );

    // /Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/Dbtr is about the second; one alone has no number.
    private static int TransactionOf(Finding finding)
    {
        const string tag = "CdtTrfTxInf";
        var step = finding
            .Path.Split('/')
            .FirstOrDefault(static step => step.StartsWith(tag, StringComparison.Ordinal));
        return step is null ? -1
            : step.Length == tag.Length ? 0
            : int.Parse(
                step.AsSpan(tag.Length + 1, step.Length - tag.Length - 2),
                System.Globalization.CultureInfo.InvariantCulture
            ) - 1;
    }

    private static RuleBook Load()
    {
        using var stream =
            typeof(NetworkRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        using var text = new MemoryStream();
        stream.CopyTo(text);
        return RuleBook.Load(text.ToArray(), Resource).TryGet(out var book, out var fault)
            ? book
            : throw new InvalidOperationException(fault.ToString());
    }
}
