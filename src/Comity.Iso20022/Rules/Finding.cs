namespace Comity.Iso20022.Rules;

/// <summary>One place of a message that breaks one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">The element that the rule was applied to: <c>/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/Dbtr</c>.</param>
/// <param name="Path">The element that is wrong, at or below the place, or elsewhere where the rule compares.</param>
/// <param name="Found">What is there, cut at 80 characters; or in words what is missing.</param>
public sealed record Finding(UsageRule Rule, string Place, string Path, string Found)
{
    /// <summary>Line in the text, from 1; 0 where the message was not checked with its text.</summary>
    public int Line { get; init; }

    /// <summary>Column in the line in UTF-16 units, from 1; 0 where the message was not checked with its text.</summary>
    public int Column { get; init; }

    /// <summary>The code of ExternalStatusReason1Code to answer with.</summary>
    public string Reason => Rule.Reason;

    /// <summary>What it means.</summary>
    public RuleSeverity Severity => Rule.Severity;

    /// <summary>The whole on one line, place first, as compilers write it; without a place where the message was not checked with its text.</summary>
    public override string ToString() =>
        $"{(Line == 0 ? "" : $"{Line}:{Column} ")}{Path}: {(Severity == RuleSeverity.Error ? "error" : "warning")} {Rule.Id}: {Rule.Sentence} Found {Found}. Reason {Reason}.";
}
