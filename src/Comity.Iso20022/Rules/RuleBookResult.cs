using System.Diagnostics.CodeAnalysis;

namespace Comity.Iso20022.Rules;

/// <summary>What became of loading a rule book: either <see cref="Loaded"/> or <see cref="Refused"/>.</summary>
public abstract record RuleBookResult
{
    private RuleBookResult() { }

    /// <summary>The book, if it can be used.</summary>
    public bool TryGet([NotNullWhen(true)] out RuleBook? book, [NotNullWhen(false)] out RuleBookFault? fault)
    {
        (book, fault) = ((this as Loaded)?.Book, (this as Refused)?.Fault);
        return book is not null;
    }

    /// <summary>It can be used.</summary>
    /// <param name="Book">The book.</param>
    public sealed record Loaded(RuleBook Book) : RuleBookResult;

    /// <summary>It cannot.</summary>
    /// <param name="Fault">Why: the first fault.</param>
    public sealed record Refused(RuleBookFault Fault) : RuleBookResult;
}
