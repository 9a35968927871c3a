namespace Comity.Node.Configuration;

/// <summary>Something wrong in a node's configuration.</summary>
/// <param name="Place">Where it is stated.</param>
/// <param name="Message">What was found, what is allowed, and what was perhaps meant.</param>
public sealed record ConfigurationFault(ConfigurationPlace Place, string Message)
{
    /// <summary>As compilers write theirs: place: error: message.</summary>
    public override string ToString() => $"{Place}: error: {Message}";
}
