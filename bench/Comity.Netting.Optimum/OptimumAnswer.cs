namespace Comity.Netting.Optimum;

/// <summary>The best known answer to an instance.</summary>
/// <param name="Value">Value of the best set found, as <see cref="NettingInstance.Values"/> counts it.</param>
/// <param name="Bound">No set is worth more than this: proven.</param>
/// <param name="Chosen">The best set found.</param>
/// <param name="Elapsed">Wall time of the solver.</param>
public sealed record OptimumAnswer(double Value, double Bound, IReadOnlyList<int> Chosen, TimeSpan Elapsed)
{
    /// <summary>Whether the solver proved its answer best, to one part in ten thousand.</summary>
    public bool Proven => Bound <= Value * 1.0001;
}
