namespace Comity.Iso20022.Rules;

/// <summary>Why a rule book cannot be used.</summary>
/// <param name="File">The file's name, as it was given.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line in bytes, from 1.</param>
/// <param name="Found">What is there.</param>
/// <param name="Allowed">What could have been there.</param>
public sealed record RuleBookFault(string File, int Line, int Column, string Found, string Allowed)
{
    /// <summary>The whole on one line, place first, as compilers write it.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: found {Found}; allowed: {Allowed}";
}
