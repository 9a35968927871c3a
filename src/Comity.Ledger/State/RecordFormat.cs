using Comity.Protocol.Canonical;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>How records of one kind are keyed, written and read.</summary>
/// <typeparam name="TKey">A record's identity.</typeparam>
/// <typeparam name="TRecord">An immutable record.</typeparam>
internal abstract class RecordFormat<TKey, TRecord>
{
    /// <summary>What the records are.</summary>
    public abstract StateKind Kind { get; }

    /// <summary>Writes a key.</summary>
    public abstract void WriteKey(CanonicalWriter writer, TKey key);

    /// <summary>Reads a key.</summary>
    public abstract TKey ReadKey(ref CanonicalReader reader);

    /// <summary>Writes a record.</summary>
    public abstract void Write(CanonicalWriter writer, TRecord record);

    /// <summary>Reads a record.</summary>
    public abstract TRecord Read(ref CanonicalReader reader, TKey key);
}
