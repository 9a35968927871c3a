using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>How rows of one kind are keyed, written, read and committed to.</summary>
/// <typeparam name="TKey">A row's identity.</typeparam>
/// <typeparam name="TRecord">An immutable record.</typeparam>
internal abstract class RowFormat<TKey, TRecord>
{
    /// <summary>What the rows are.</summary>
    protected abstract StateKind Kind { get; }

    /// <summary>A row's identity.</summary>
    public abstract TKey KeyOf(TRecord record);

    /// <summary>Writes a row whole, its identity included.</summary>
    public abstract void Write(CanonicalWriter writer, TRecord record);

    /// <summary>Reads a row.</summary>
    public abstract TRecord Read(ref CanonicalReader reader);

    /// <summary>Hands a row to the state tree.</summary>
    public virtual void Commit(TRecord record, StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        WriteKey(writer.Reset(), record);
        var key = StateKey.Of(Kind, writer.Written);
        Write(writer.Reset(), record);
        tree.Set(key, Sha256.Hash(writer.Written));
    }

    /// <summary>Writes a row's identity alone.</summary>
    protected abstract void WriteKey(CanonicalWriter writer, TRecord record);
}
