using Comity.Protocol.Canonical;

namespace Comity.Ledger.State;

/// <summary>A part of the state that the state tree commits to and that checkpoints carry.</summary>
internal interface IStateTable
{
    /// <summary>Hands what has changed since the last call to the state tree.</summary>
    void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer);

    /// <summary>Writes everything.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="flush">Called after each record, so that the writer's buffer stays small.</param>
    void Save(CanonicalWriter writer, Action flush);

    /// <summary>Reads everything into an empty table.</summary>
    void Load(ref CanonicalReader reader);
}
