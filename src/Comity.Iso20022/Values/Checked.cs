using System.Diagnostics.CodeAnalysis;

namespace Comity.Iso20022.Values;

/// <summary>What became of a value that was checked: either <see cref="Valid"/> or <see cref="Refused"/>.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public abstract record Checked<T>
    where T : notnull
{
    private Checked() { }

    /// <summary>The value, if it is valid.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ValueRefusal? refusal)
    {
        switch (this)
        {
            case Valid valid:
                (value, refusal) = (valid.Value, null);
                return true;
            case Refused refused:
                (value, refusal) = (default, refused.Refusal);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The value, if it is valid; for a caller who does not need the reason.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value) => TryGet(out value, out _);

    /// <summary>It is what it should be.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Valid(T Value) : Checked<T>;

    /// <summary>It is not.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(ValueRefusal Refusal) : Checked<T>;
}
