namespace Comity.Node.Configuration;

/// <summary>Where a setting was stated: a place in a file, an environment variable, or a flag.</summary>
public abstract record ConfigurationPlace
{
    private ConfigurationPlace() { }

    /// <summary>A place in the configuration file.</summary>
    /// <param name="File">The file as it was named.</param>
    /// <param name="Line">From 1.</param>
    /// <param name="Column">From 1.</param>
    public sealed record InFile(string File, int Line, int Column) : ConfigurationPlace
    {
        /// <inheritdoc/>
        public override string ToString() => $"{File}:{Line}:{Column}";
    }

    /// <summary>An environment variable.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Variable(string Name) : ConfigurationPlace
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>A flag of the command line.</summary>
    /// <param name="Name">With its dashes.</param>
    public sealed record Flag(string Name) : ConfigurationPlace
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>Nowhere: something is missing.</summary>
    public sealed record Nowhere : ConfigurationPlace
    {
        /// <inheritdoc/>
        public override string ToString() => "configuration";
    }
}
