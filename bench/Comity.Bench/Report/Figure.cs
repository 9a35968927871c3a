namespace Comity.Bench.Report;

/// <summary>One row of figures: what was measured, against what, and how far from the bars.</summary>
/// <param name="Name">The row's name, as `./comity bench NAME` takes it.</param>
/// <param name="What">What was measured, in a few words.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Least">The bar.</param>
/// <param name="Aim">The aim.</param>
/// <param name="HigherIsBetter">Which way is better.</param>
/// <param name="Detail">What else was seen: the peer's figure, the split, the method.</param>
internal sealed record Figure(
    string Name,
    string What,
    double Value,
    string Unit,
    double Least,
    double Aim,
    bool HigherIsBetter,
    string Detail
)
{
    /// <summary>Whether the bar is reached.</summary>
    public bool ReachesLeast => HigherIsBetter ? Value >= Least : Value <= Least;

    /// <summary>Whether the aim is reached.</summary>
    public bool ReachesAim => HigherIsBetter ? Value >= Aim : Value <= Aim;
}
