using Comity.Protocol.Cryptography;
using Comity.Protocol.Proofs;

namespace Comity.Protocol.Tests.Proofs;

public sealed class MerkleProofTests
{
    private static readonly Hash256 Value = Sha256.Hash("value"u8);
    private static readonly Hash256 Left = Key(0x00);
    private static readonly Hash256 Right = Key(0x80);
    private static readonly Hash256 Root = MerkleHash.Node(MerkleHash.Leaf(Left, Value), MerkleHash.Leaf(Right, Value));

    [Fact]
    public void A_lone_leaf_is_the_root()
    {
        var proof = new MerkleProof.Membership([]);
        Assert.True(proof.Verify(MerkleHash.Leaf(Left, Value), Left, Value));
        Assert.False(proof.Verify(MerkleHash.Leaf(Left, Value), Right, Value));
    }

    [Fact]
    public void Everything_is_absent_from_the_empty_tree()
    {
        var proof = new MerkleProof.EmptySlot([]);
        Assert.True(proof.Verify(Hash256.Zero, Left, null));
        Assert.False(proof.Verify(Hash256.Zero, Left, Value));
        Assert.False(proof.Verify(Root, Left, null));
    }

    [Fact]
    public void A_leaf_beside_another_is_proven_by_its_sibling()
    {
        var proof = new MerkleProof.Membership([MerkleHash.Leaf(Right, Value)]);
        Assert.True(proof.Verify(Root, Left, Value));
        Assert.False(proof.Verify(Root, Left, null));
        Assert.False(proof.Verify(Root, Left, Sha256.Hash("another"u8)));
        Assert.False(proof.Verify(Root, Right, Value));
    }

    [Fact]
    public void Another_leaf_proves_absence_only_for_keys_on_its_path()
    {
        var proof = new MerkleProof.OtherLeaf([MerkleHash.Leaf(Right, Value)], Left, Value);
        Assert.True(proof.Verify(Root, Key(0x01), null));
        Assert.False(proof.Verify(Root, Key(0x01), Value));
        Assert.False(proof.Verify(Root, Left, null));
        Assert.False(proof.Verify(Root, Key(0x81), null));
    }

    [Fact]
    public void A_leaf_off_its_path_proves_nothing_even_under_a_root_that_has_it_there()
    {
        var misplaced = MerkleHash.Node(MerkleHash.Leaf(Right, Value), Value);
        Assert.False(new MerkleProof.OtherLeaf([Value], Right, Value).Verify(misplaced, Key(0x01), null));
    }

    [Fact]
    public void A_branch_passed_off_as_a_leaf_proves_nothing()
    {
        // A node's two children, read as key and value hash of a leaf, hash to something else: the prefixes differ.
        var forged = new MerkleProof.OtherLeaf([], MerkleHash.Leaf(Left, Value), MerkleHash.Leaf(Right, Value));
        Assert.False(forged.Verify(Root, Left, null));
    }

    [Fact]
    public void A_proof_cannot_be_built_against_the_rules()
    {
        Assert.Throws<ArgumentException>(() => new MerkleProof.Membership(new Hash256[257]));
        Assert.Throws<ArgumentException>(() => new MerkleProof.EmptySlot([Value, Hash256.Zero]));
    }

    internal static Hash256 Key(byte first)
    {
        var bytes = new byte[Hash256.Size];
        bytes[0] = first;
        return new Hash256(bytes);
    }
}
