using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 28C: the number of a statement, and of a page of it; 5n[/5n].</summary>
public sealed record StatementNumber : IMtField<StatementNumber>
{
    private const int Highest = 99_999;

    /// <summary>A statement's number.</summary>
    /// <param name="statement">0 to 99999.</param>
    /// <param name="page">The page, 0 to 99999; null for none.</param>
    /// <exception cref="FieldException">A number is out of its range.</exception>
    public StatementNumber(int statement, int? page = null) =>
        (Statement, Page) = (Within(statement, "statement number"), page is { } given ? Within(given, "page") : null);

    /// <summary>The statement.</summary>
    public int Statement { get; }

    /// <summary>The page of it.</summary>
    public int? Page { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Page is null ? $"{Statement}" : $"{Statement}/{Page}"];

    /// <inheritdoc/>
    public static StatementNumber Read(char? option, FieldText text)
    {
        var line = text.Single();
        var statement = int.Parse(line.Run(5, CharacterSet.N, "statement number"));
        int? page = line.Skip("/") ? int.Parse(line.Run(5, CharacterSet.N, "page")) : null;
        line.End("page");
        return new StatementNumber(statement, page);
    }

    private static int Within(int number, string part) =>
        number is >= 0 and <= Highest
            ? number
            : throw FieldException.In(part, $"{number}", $"0 to {Highest}", ErrorCodes.TooLong);
}
