using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>A condition made ready for one shape of place.</summary>
internal abstract class Check
{
    /// <summary>Whether it holds in the scope.</summary>
    public abstract bool Holds(Scope scope);

    /// <summary>Where it does not hold, and what is there. Asked only after it was seen not to hold.</summary>
    public abstract Fault Explain(Scope scope);

    /// <summary>A fault at the place itself.</summary>
    protected static Fault AtPlace(Scope scope, string found) => new(scope.PlacePath(), found);

    /// <summary>A value as findings show it.</summary>
    protected static string Shown(string text) => ValueRefusal.Cut(text);
}

/// <summary>Where a condition does not hold, and what is there.</summary>
internal readonly record struct Fault(string Path, string Found);
