namespace Comity.SwiftMt.Reading;

/// <summary>Why, and where, a message was refused.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Block">The block, 1 to 5 or S; a hyphen where the fault lies in none.</param>
/// <param name="Field">The field's tag, or the header's part; null where there is none.</param>
/// <param name="Line">Line in the text, from 1; 0 where the fault has no place.</param>
/// <param name="Column">Column in the line, from 1; 0 where the fault has no place.</param>
/// <param name="Found">What was there, cut at 80 characters.</param>
/// <param name="Allowed">What could have been there.</param>
/// <param name="ErrorCode">SWIFT's code for it (FIN Error Codes), where one is published.</param>
/// <param name="Rule">The network validated rule that is broken, as the User Handbook numbers it: C1.</param>
public sealed record MtRefusal(
    MtRefusalKind Kind,
    char Block,
    string? Field,
    int Line,
    int Column,
    string Found,
    string Allowed,
    string? ErrorCode = null,
    string? Rule = null
)
{
    /// <summary>The whole on one line, place first, as compilers write it.</summary>
    public override string ToString()
    {
        var field = Field is null ? "" : $", field {Field}";
        var rule = Rule is null ? "" : $", rule {Rule}";
        var code = ErrorCode is null ? "" : $" ({ErrorCode})";
        return $"{Line}:{Column} block {Block}{field}{rule}: {Kind}{code}: found {Found}; allowed: {Allowed}";
    }
}
