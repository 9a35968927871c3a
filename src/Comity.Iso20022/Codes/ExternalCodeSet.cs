using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Comity.Iso20022.Codes;

/// <summary>A code set that ISO 20022 publishes apart from the schemas, since it changes more often.</summary>
public sealed class ExternalCodeSet
{
    private readonly FrozenDictionary<string, ExternalCode> codes;

    private ExternalCodeSet(string name, IEnumerable<ExternalCode> codes)
    {
        Name = name;
        this.codes = codes.ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);
    }

    /// <summary>The set's name in the standard: <c>ExternalStatusReason1Code</c>.</summary>
    public string Name { get; }

    /// <summary>All codes, in order of code.</summary>
    public IEnumerable<ExternalCode> Codes => codes.Values.OrderBy(c => c.Code, StringComparer.Ordinal);

    /// <summary>The code, if it is in the set.</summary>
    public bool TryGet(string code, [NotNullWhen(true)] out ExternalCode? found) => codes.TryGetValue(code, out found);

    /// <summary>Whether the code is in the set.</summary>
    public bool Contains(string code) => codes.ContainsKey(code);

    /// <summary>Reads a set that the assembly carries: a line for each code, the code, a tab, its definition.</summary>
    internal static ExternalCodeSet Load(string name)
    {
        using var resource =
            typeof(ExternalCodeSet).Assembly.GetManifestResourceStream($"Codes/{name}.tsv")
            ?? throw new InvalidOperationException($"The code set {name} is not in the assembly.");
        using var reader = new StreamReader(resource);
        var read = new List<ExternalCode>();
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            read.Add(new ExternalCode(line[..tab], line[(tab + 1)..]));
        }

        return new ExternalCodeSet(name, read);
    }
}
