using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Comity.Iso20022.Codes;

/// <summary>A code set that ISO 20022 publishes apart from the schemas, since it changes more often.</summary>
public sealed class ExternalCodeSet
{
    private readonly FrozenDictionary<string, ExternalCode> codes;

    internal ExternalCodeSet(string name, string description, IEnumerable<ExternalCode> codes)
    {
        Name = name;
        Description = description;
        this.codes = codes.ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);
    }

    /// <summary>The set's name in the standard: <c>ExternalStatusReason1Code</c>.</summary>
    public string Name { get; }

    /// <summary>What the set is for, as published.</summary>
    public string Description { get; }

    /// <summary>All codes, withdrawn ones too, in order of code.</summary>
    public IEnumerable<ExternalCode> Codes => codes.Values.OrderBy(c => c.Code, StringComparer.Ordinal);

    /// <summary>The code, if the set has it or had it: what an old message meant can still be said.</summary>
    public bool TryGet(string code, [NotNullWhen(true)] out ExternalCode? found) => codes.TryGetValue(code, out found);

    /// <summary>Whether the newest edition has the code.</summary>
    public bool Contains(string code) => TryGet(code, out var found) && found.WithdrawnOn is null;

    /// <summary>What the code is worth on a day.</summary>
    public CodeAnswer Find(string code, DateOnly on) =>
        !TryGet(code, out var found) ? new CodeAnswer.Unknown(this, code)
        : on < found.ValidFrom ? new CodeAnswer.NotYetValid(found, found.ValidFrom.Value)
        : on >= found.WithdrawnOn ? new CodeAnswer.Expired(found, found.WithdrawnOn.Value)
        : new CodeAnswer.Valid(found);

    /// <summary>Reads a set that the assembly carries.</summary>
    internal static ExternalCodeSet Load(string name)
    {
        var list = $"Sets/{name}";
        var title = EmbeddedList.Title(list);
        return new ExternalCodeSet(
            name,
            title[(name.Length + 2)..],
            EmbeddedList.Rows(list).Select(static row => new ExternalCode(row[0], row[3], Day(row[1]), Day(row[2])))
        );
    }

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
