using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;

namespace Comity.Cli.Commands.Iso;

/// <summary>What is wrong with a message in a file: with its XML, against its schema, or by a usage rule.</summary>
/// <param name="File">As it was named.</param>
/// <param name="Line">From 1; 0 where the problem has no place.</param>
/// <param name="Column">From 1, in UTF-16 units; 0 where the problem has no place.</param>
/// <param name="Severity">What it means.</param>
/// <param name="Rule">The usage rule's name; or, where the schema or XML itself is broken, what kind of fault.</param>
/// <param name="Sentence">What the rule asks, or what would have been allowed.</param>
/// <param name="Path">The element.</param>
/// <param name="Found">What is there.</param>
/// <param name="Reason">The ISO 20022 status reason code to answer with.</param>
/// <param name="Source">Where the rule was published; empty for the schema.</param>
internal sealed record MessageProblem(
    string File,
    int Line,
    int Column,
    RuleSeverity Severity,
    string Rule,
    string Sentence,
    string Path,
    string Found,
    string Reason,
    string Source
)
{
    /// <summary>Whether a receiver may refuse the message for it.</summary>
    public bool IsError => Severity == RuleSeverity.Error;

    /// <summary>A fault of XML or schema.</summary>
    public static MessageProblem Of(string file, ReadFailure failure) =>
        new(
            file,
            failure.Line,
            failure.Column,
            RuleSeverity.Error,
            failure.Kind.ToString(),
            $"Allowed: {failure.Allowed}. {failure.Advice}",
            failure.Path,
            failure.Found,
            failure.ReasonCode,
            string.Empty
        );

    /// <summary>What a usage rule found.</summary>
    public static MessageProblem Of(string file, Finding finding) =>
        new(
            file,
            finding.Line,
            finding.Column,
            finding.Severity,
            finding.Rule.Id,
            finding.Rule.Sentence,
            finding.Path,
            finding.Found,
            finding.Reason,
            finding.Rule.Sources.Select(static source => source.Address).FirstOrDefault(string.Empty)
        );

    /// <summary>As compilers write it, the place first.</summary>
    public override string ToString()
    {
        var severity = IsError ? "error" : "warning";
        return $"{File}:{Line}:{Column}: {severity} {Rule}: {Sentence} [{Reason}]\n    {Path}: {Found}";
    }
}
