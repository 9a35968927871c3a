using Comity.Protocol.Canonical;

namespace Comity.Ledger.State;

/// <summary>Writes what a table held when it was frozen.</summary>
/// <param name="writer">Where to.</param>
/// <param name="flush">Called after each record, so that the writer's buffer stays small.</param>
internal delegate void TableImage(CanonicalWriter writer, Action flush);

/// <summary>A part of the state that the state tree commits to and that checkpoints carry.</summary>
internal interface IStateTable
{
    /// <summary>Hands what has changed since the last call to the state tree.</summary>
    void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer);

    /// <summary>
    /// Takes everything as it is now, between two blocks, to be written later and by another thread while this one goes on. It costs
    /// no more than copying references, or plain rows.
    /// </summary>
    TableImage Freeze();

    /// <summary>Reads everything into an empty table.</summary>
    void Load(ref CanonicalReader reader);
}
