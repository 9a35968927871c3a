namespace Comity.Node.Operating.Checks;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Note = 1,

    /// <summary>The node starts; something should be put right.</summary>
    Warning = 2,

    /// <summary>The node does not start, does not order, or would be unsafe.</summary>
    Error = 3,
}

/// <summary>What a check found.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">Its stable name, as CHK101; docs/operations.md lists them.</param>
/// <param name="Place">What it is about: a path, an address, a setting.</param>
/// <param name="Message">What was found and what to do.</param>
public sealed record Finding(Severity Severity, string Code, string Place, string Message)
{
    /// <summary>As compilers write theirs: place: severity CODE: message.</summary>
    public override string ToString() => $"{Place}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}";
}
