using System.Text.Json;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Json;

/// <summary>A fault at an offset in the text; -1 where it has no place. Line, column and path are looked up at the end.</summary>
internal readonly record struct JsonFault(JsonReadFailureKind Kind, long Offset, string Found, string Allowed);

/// <summary>The faults found so far, up to a number.</summary>
internal sealed class JsonFaults(int most)
{
    private readonly List<JsonFault> faults = [];

    /// <summary>How many there are.</summary>
    public int Count => faults.Count;

    /// <summary>All of them, in the order they were found.</summary>
    public IReadOnlyList<JsonFault> All => faults;

    /// <summary>Notes a fault at the reader's token, and stops the reading if it is the last that was asked for.</summary>
    public void Add(JsonReadFailureKind kind, ref Utf8JsonReader json, string found, string allowed) =>
        Add(kind, json.TokenStartIndex, found, allowed);

    /// <summary>Notes a fault at an offset, and stops the reading if it is the last that was asked for.</summary>
    public void Add(JsonReadFailureKind kind, long offset, string found, string allowed)
    {
        faults.Add(new JsonFault(kind, offset, ValueRefusal.Cut(found), allowed));
        if (faults.Count >= most)
        {
            throw new JsonStopException();
        }
    }

    /// <summary>Notes a fault after which nothing more can be said.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public void Stop(JsonReadFailureKind kind, long offset, string found, string allowed)
    {
        Add(kind, offset, found, allowed);
        throw new JsonStopException();
    }
}

/// <summary>Ends the reading from within the nested readers. It carries nothing, and never leaves the library.</summary>
internal sealed class JsonStopException : Exception;
