namespace Comity.Iso20022.Rules;

/// <summary>The time in which one edition of a rule book is in force.</summary>
/// <param name="Name">Its name: <c>SR2026</c>.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; nothing while no end is known.</param>
public sealed record RuleEdition(string Name, DateOnly From, DateOnly? Until)
{
    /// <summary>Whether it is in force on that day.</summary>
    public bool Holds(DateOnly day) => day >= From && (Until is not { } last || day <= last);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
