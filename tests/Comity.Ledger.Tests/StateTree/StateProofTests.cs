using Comity.Ledger.StateTree;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Proofs;
using CsCheck;

namespace Comity.Ledger.Tests.StateTree;

public sealed class StateProofTests
{
    private static readonly Gen<(Hash256 Key, Hash256 Value)[]> States = Gen.Select(
        TreeKeys.Close,
        TreeKeys.Values
    ).Array[0, 40];

    [Fact]
    public void Every_key_is_proven_present_with_its_value_and_no_other() =>
        States.Sample(pairs =>
        {
            var (tree, values) = Committed(pairs);
            foreach (var (key, value) in values)
            {
                var proof = tree.Prove(key);
                Assert.IsType<MerkleProof.Membership>(proof);
                Assert.True(proof.Verify(tree.Root, key, value));
                Assert.False(proof.Verify(tree.Root, key, null));
                Assert.False(proof.Verify(tree.Root, key, TreeKeys.Named("another")));
            }
        });

    [Fact]
    public void Every_absent_key_is_proven_absent_and_cannot_be_shown_present() =>
        Gen.Select(States, TreeKeys.Close.Array[1, 10])
            .Sample(
                (pairs, others) =>
                {
                    var (tree, values) = Committed(pairs);
                    foreach (var key in others.Where(key => !values.ContainsKey(key)))
                    {
                        var proof = tree.Prove(key);
                        Assert.True(proof.Verify(tree.Root, key, null));
                        AssertNoMembership(tree, proof, key, [.. values.Values, Hash256.Zero]);
                    }
                }
            );

    [Fact]
    public void A_proof_of_one_state_fails_in_another() =>
        Gen.Select(States, TreeKeys.Close, TreeKeys.Close)
            .Sample(
                (pairs, changed, asked) =>
                {
                    var (tree, values) = Committed(pairs);
                    var (root, proof) = (tree.Root, tree.Prove(asked));
                    tree.Set(changed, TreeKeys.Named("changed"));
                    tree.Commit();
                    Hash256? value = values.TryGetValue(asked, out var found) ? found : null;
                    Assert.True(proof.Verify(root, asked, value));
                    Assert.False(proof.Verify(tree.Root, asked, value));
                }
            );

    [Fact]
    public void A_proof_with_any_bit_turned_fails() =>
        Gen.Select(States, TreeKeys.Close)
            .Sample(
                (pairs, asked) =>
                {
                    var (tree, values) = Committed(pairs);
                    Hash256? value = values.TryGetValue(asked, out var found) ? found : null;
                    var bytes = tree.Prove(asked).Encode();
                    Assert.True(Decoded(bytes).Verify(tree.Root, asked, value));
                    for (var bit = 0; bit < bytes.Length * 8; bit++)
                    {
                        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                        var accepted =
                            MerkleProof.TryDecode(bytes, out var proof, out _) && proof.Verify(tree.Root, asked, value);
                        Assert.False(accepted, $"bit {bit} of {bytes.Length} bytes");
                        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                    }
                },
                iter: 10
            );

    [Fact]
    public void A_root_or_value_with_any_bit_turned_fails_and_a_key_too_unless_what_it_says_is_still_true() =>
        Gen.Select(States, TreeKeys.Close)
            .Sample(
                (pairs, asked) =>
                {
                    var (tree, values) = Committed(pairs);
                    Hash256? value = values.TryGetValue(asked, out var found) ? found : null;
                    var proof = tree.Prove(asked);
                    for (var bit = 0; bit < 256; bit++)
                    {
                        Assert.False(proof.Verify(TreeKeys.Turn(tree.Root, bit), asked, value));
                        if (value is { } present)
                        {
                            Assert.False(proof.Verify(tree.Root, asked, TreeKeys.Turn(present, bit)));
                        }

                        // A proof of absence speaks of every key on its path, and of no other.
                        var turned = TreeKeys.Turn(asked, bit);
                        var holds = value is null && bit >= proof.Siblings.Length && !values.ContainsKey(turned);
                        Assert.Equal(holds, proof.Verify(tree.Root, turned, value));
                    }
                },
                iter: 20
            );

    // Every way to present the proof's own parts as membership.
    private static void AssertNoMembership(SparseMerkleTree tree, MerkleProof proof, Hash256 key, Hash256[] values)
    {
        var asMembership = new MerkleProof.Membership(proof.Siblings.ToArray());
        foreach (var value in values)
        {
            Assert.False(proof.Verify(tree.Root, key, value));
            Assert.False(asMembership.Verify(tree.Root, key, value));
        }
    }

    private static MerkleProof Decoded(byte[] bytes)
    {
        Assert.True(MerkleProof.TryDecode(bytes, out var proof, out var error), error?.ToString());
        return proof;
    }

    private static (SparseMerkleTree Tree, Dictionary<Hash256, Hash256> Values) Committed((Hash256, Hash256)[] pairs)
    {
        var tree = new SparseMerkleTree();
        var values = new Dictionary<Hash256, Hash256>();
        foreach (var (key, value) in pairs)
        {
            tree.Set(key, value);
            values[key] = value;
        }

        tree.Commit();
        return (tree, values);
    }
}
