using Comity.Node.Access;
using Comity.Node.Hosting;
using Comity.Node.Operating;

namespace Comity.Node.Configuration;

/// <summary>A node's configuration, read and found to be without faults.</summary>
public sealed record NodeConfiguration
{
    /// <summary>How the node runs.</summary>
    public NodeOptions Options { get; init; } = new() { DataFolder = string.Empty };

    /// <summary>A file with the genesis, for the first start; absent where none is named.</summary>
    public string? GenesisFile { get; init; }

    /// <summary>Where the read model is kept.</summary>
    public ReadModelKind ReadModelKind { get; init; } = ReadModelKind.Sqlite;

    /// <summary>A file with the connection string of its database; absent where there is none.</summary>
    public string? ReadModelConnectionFile { get; init; }

    /// <summary>The keys that were set, with where.</summary>
    public IReadOnlyDictionary<string, ConfigurationPlace> Stated { get; init; } =
        new Dictionary<string, ConfigurationPlace>();

    /// <summary>Whether anything is stated about who may reach the node and how.</summary>
    public bool StatesAccess => Stated.Keys.Any(static key => key.StartsWith("access.", StringComparison.Ordinal));

    /// <summary>The same with something of who may reach it changed.</summary>
    public NodeConfiguration WithAccess(Func<AccessOptions, AccessOptions> change) =>
        WithOptions(options => options with { Access = change(options.Access) });

    /// <summary>The same with something of its operation changed.</summary>
    public NodeConfiguration With(Func<OperationOptions, OperationOptions> change) =>
        this with
        {
            Options = Options with { Operation = change(Options.Operation) },
        };

    /// <summary>The same with something else changed.</summary>
    public NodeConfiguration WithOptions(Func<NodeOptions, NodeOptions> change) =>
        this with
        {
            Options = change(Options),
        };
}
