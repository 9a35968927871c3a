namespace Comity.Iso20022.Generator;

/// <summary>An element inside a component; <paramref name="Most"/> is <see cref="int.MaxValue"/> for unbounded.</summary>
internal sealed record Member(string Tag, Component Type, int Least, int Most)
{
    public bool Repeats => Most > 1;

    public bool Optional => Least == 0;
}
