namespace Comity.Node.Access;

/// <summary>What became of a caller's proof of who it is.</summary>
internal abstract record Authentication
{
    private Authentication() { }

    /// <summary>It holds.</summary>
    /// <param name="Caller">Who calls.</param>
    /// <param name="StillHolds">
    /// Whether it would hold now, apart from the time that it has taken: asked again and again by calls that stay open.
    /// </param>
    public sealed record Proven(Caller Caller, Func<bool> StillHolds) : Authentication;

    /// <summary>It does not hold.</summary>
    /// <param name="Fault">What is wrong and what to do.</param>
    public sealed record Failed(string Fault) : Authentication;
}
