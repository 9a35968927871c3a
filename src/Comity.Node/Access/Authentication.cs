namespace Comity.Node.Access;

/// <summary>What became of a caller's proof of who it is.</summary>
internal abstract record Authentication
{
    private Authentication() { }

    /// <summary>It holds.</summary>
    public sealed record Proven(Caller Caller) : Authentication;

    /// <summary>It does not hold.</summary>
    /// <param name="Fault">What is wrong and what to do.</param>
    public sealed record Failed(string Fault) : Authentication;
}
