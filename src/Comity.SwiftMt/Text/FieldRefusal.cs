namespace Comity.SwiftMt.Text;

/// <summary>Why the content of a field was refused.</summary>
/// <param name="Line">Line of the field, from 1.</param>
/// <param name="Column">Column in the line, from 1; the first line begins after the tag's colon.</param>
/// <param name="Part">Which part of the field: <c>amount</c>.</param>
/// <param name="Found">What was there, cut at 80 characters.</param>
/// <param name="Allowed">What is allowed.</param>
/// <param name="ErrorCode">SWIFT's code, where one is published.</param>
public sealed record FieldRefusal(int Line, int Column, string Part, string Found, string Allowed, string? ErrorCode)
{
    private const int Longest = 80;

    /// <summary>The whole in one sentence.</summary>
    public override string ToString() =>
        $"'{Found}' is not a {Part}: {Allowed} is allowed{(ErrorCode is null ? "" : $" (SWIFT error {ErrorCode})")}.";

    internal static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
