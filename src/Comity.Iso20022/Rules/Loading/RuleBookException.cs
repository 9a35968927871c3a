namespace Comity.Iso20022.Rules.Loading;

/// <summary>Ends the loading of a rule book at its first fault; <see cref="RuleBook"/> makes a result of it.</summary>
internal sealed class RuleBookException(int line, int column, string found, string allowed) : Exception
{
    public int Line => line;

    public int Column => column;

    public string Found => found;

    public string Allowed => allowed;

    public static RuleBookException At(JsonPart part, string allowed) =>
        new(part.Line, part.Column, part.Kind, allowed);
}
