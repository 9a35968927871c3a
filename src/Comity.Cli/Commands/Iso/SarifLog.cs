using System.Text.Encodings.Web;
using System.Text.Json;

namespace Comity.Cli.Commands.Iso;

/// <summary>
/// Problems in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0, sections 3.13 to 3.30): one run, each rule once, each
/// problem a result with its place in the file and in the message.
/// </summary>
internal static class SarifLog
{
    private const string Schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The log as text.</summary>
    public static string Of(IReadOnlyList<MessageProblem> problems)
    {
        var rules = problems.DistinctBy(static problem => problem.Rule).ToList();
        var log = new Dictionary<string, object>
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new[]
            {
                new
                {
                    tool = new
                    {
                        driver = new
                        {
                            name = "comity iso check",
                            version = typeof(SarifLog).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
                            informationUri = "https://www.iso20022.org",
                            rules = rules.Select(Rule),
                        },
                    },
                    columnKind = "utf16CodeUnits",
                    results = problems.Select(problem => Result(problem, rules)),
                },
            },
        };
        return JsonSerializer.Serialize(log, Format);
    }

    private static object Rule(MessageProblem problem) =>
        new
        {
            id = problem.Rule,
            // A rule's sentence is the same wherever it is broken; a schema's depends on the place, and is the result's.
            shortDescription = problem.Source.Length == 0 ? null : new { text = problem.Sentence },
            helpUri = problem.Source.Length == 0 ? null : problem.Source,
        };

    private static object Result(MessageProblem problem, List<MessageProblem> rules) =>
        new
        {
            ruleId = problem.Rule,
            ruleIndex = rules.FindIndex(rule => rule.Rule == problem.Rule),
            level = problem.IsError ? "error" : "warning",
            message = new { text = $"{problem.Sentence} Found {problem.Found}." },
            locations = new[]
            {
                new
                {
                    physicalLocation = new
                    {
                        artifactLocation = new
                        {
                            uri = Uri.EscapeDataString(problem.File).Replace("%2F", "/", StringComparison.Ordinal),
                        },
                        // A problem without a place is the file's (section 3.29.4).
                        region = problem.Line == 0
                            ? null
                            : new { startLine = problem.Line, startColumn = problem.Column },
                    },
                    logicalLocations = new[] { new { fullyQualifiedName = problem.Path, kind = "element" } },
                },
            },
            properties = new { isoReason = problem.Reason },
        };
}
