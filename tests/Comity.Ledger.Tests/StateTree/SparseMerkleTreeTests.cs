using Comity.Ledger.StateTree;
using Comity.Protocol.Cryptography;
using CsCheck;

namespace Comity.Ledger.Tests.StateTree;

public sealed class SparseMerkleTreeTests
{
    private static readonly Gen<Write[][]> Blocks = Gen.Select(
            TreeKeys.Close,
            TreeKeys.Values,
            Gen.Int[0, 2],
            (key, value, kind) => new Write(key, value, kind == 0)
        )
        .Array[0, 60]
        .Array[1, 8];

    [Fact]
    public void Every_root_is_that_of_the_definition() =>
        Blocks.Sample(
            blocks =>
            {
                var tree = new SparseMerkleTree();
                var naive = new NaiveTree();
                foreach (var block in blocks)
                {
                    Apply(tree, naive, block);
                    Assert.Equal(naive.Root(), tree.Commit());
                    Assert.Equal(naive.Count, tree.Count);
                    AssertSameValues(tree, naive, block);
                }
            },
            iter: 400
        );

    [Fact]
    public void Many_random_keys_in_large_blocks_give_the_root_of_the_definition()
    {
        var random = new Random(4);
        var tree = new SparseMerkleTree();
        var naive = new NaiveTree();
        for (var block = 0; block < 6; block++)
        {
            var writes = Enumerable
                .Range(0, 3_000)
                .Select(_ => random.Next(9_000))
                .Select(number => new Write(
                    TreeKeys.Named($"key {number}"),
                    TreeKeys.Named($"{random.Next()}"),
                    number % 5 == block % 5
                ))
                .ToArray();
            Apply(tree, naive, writes);
            Assert.Equal(naive.Root(), tree.Commit());
        }
    }

    [Fact]
    public void The_order_and_grouping_of_changes_do_not_show_in_the_root() =>
        Gen.Select(Gen.Select(TreeKeys.Close, TreeKeys.Values).Array[1, 40], Gen.Int[1, 40], Gen.Int)
            .Sample(
                (pairs, blockSize, seed) =>
                {
                    var distinct = pairs.DistinctBy(pair => pair.Item1).ToArray();
                    var shuffled = distinct.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    Assert.Equal(RootOf(distinct, distinct.Length), RootOf(shuffled, blockSize));
                }
            );

    [Fact]
    public void Removing_every_key_gives_the_empty_root() =>
        Gen.Select(TreeKeys.Close.Array[1, 40], Gen.Int[1, 40])
            .Sample(
                (keys, blockSize) =>
                {
                    var tree = new SparseMerkleTree();
                    foreach (var key in keys)
                    {
                        tree.Set(key, TreeKeys.Named("value"));
                    }

                    tree.Commit();
                    foreach (var block in keys.Reverse().Chunk(blockSize))
                    {
                        foreach (var key in block)
                        {
                            tree.Remove(key);
                        }

                        tree.Commit();
                    }

                    Assert.Equal(Hash256.Zero, tree.Root);
                    Assert.Equal(0, tree.Count);
                }
            );

    [Fact]
    public void A_key_at_every_depth_is_added_and_removed_without_overflowing_the_stack()
    {
        var tree = new SparseMerkleTree();
        var naive = new NaiveTree();
        var path = TreeKeys.Named("path");
        var writes = Enumerable.Range(0, 256).Select(bit => new Write(TreeKeys.Turn(path, bit), path, false)).ToArray();
        Apply(tree, naive, [.. writes, new Write(path, path, false)]);
        Assert.Equal(naive.Root(), tree.Commit());
        Apply(tree, naive, [.. writes.Where((_, bit) => bit != 255).Select(write => write with { IsRemoval = true })]);
        Assert.Equal(naive.Root(), tree.Commit());
        Assert.Equal(2, tree.Count);
        tree.Remove(path);
        tree.Remove(TreeKeys.Turn(path, 255));
        Assert.Equal(Hash256.Zero, tree.Commit());
    }

    [Fact]
    public void The_last_change_of_a_key_in_a_block_wins()
    {
        var (key, first, second) = (TreeKeys.Named("key"), TreeKeys.Named("first"), TreeKeys.Named("second"));
        var tree = new SparseMerkleTree();
        tree.Remove(key);
        tree.Set(key, first);
        tree.Set(key, second);
        tree.Commit();
        Assert.True(tree.TryGet(key, out var value));
        Assert.Equal(second, value);
        tree.Set(key, first);
        tree.Remove(key);
        Assert.Equal(Hash256.Zero, tree.Commit());
    }

    [Fact]
    public void Changes_do_not_show_before_their_commit()
    {
        var tree = new SparseMerkleTree();
        tree.Set(TreeKeys.Named("key"), TreeKeys.Named("value"));
        Assert.Equal(Hash256.Zero, tree.Root);
        Assert.False(tree.TryGet(TreeKeys.Named("key"), out _));
        Assert.True(tree.Prove(TreeKeys.Named("key")).Verify(Hash256.Zero, TreeKeys.Named("key"), null));
    }

    [Fact]
    public void Restoring_gives_the_same_root_in_any_order() =>
        Gen.Select(Gen.Select(TreeKeys.Close, TreeKeys.Values).Array[0, 40], Gen.Int)
            .Sample(
                (pairs, seed) =>
                {
                    var leaves = pairs
                        .DistinctBy(pair => pair.Item1)
                        .Select(pair => new StateTreeLeaf(pair.Item1, pair.Item2))
                        .ToArray();
                    new Random(seed).Shuffle(leaves);
                    var restored = SparseMerkleTree.Restore(leaves);
                    Assert.Equal(RootOf([.. leaves.Select(leaf => (leaf.Key, leaf.ValueHash))], 7), restored.Root);
                    Assert.Equal(leaves.Length, restored.Count);
                }
            );

    [Fact]
    public void Restoring_the_same_key_twice_is_refused()
    {
        var leaf = new StateTreeLeaf(TreeKeys.Named("key"), TreeKeys.Named("value"));
        Assert.Throws<ArgumentException>(() => SparseMerkleTree.Restore([leaf, leaf]));
    }

    [Fact]
    public void A_full_tree_stays_within_its_memory_and_reuses_what_is_freed()
    {
        const int Leaves = 100_000;
        const int BytesPerLeaf = 108;
        const int Chunk = 4_096;
        var tree = new SparseMerkleTree();
        for (var round = 0; round < 3; round++)
        {
            var keys = Enumerable.Range(0, Leaves).Select(i => TreeKeys.Named($"{round} {i}")).ToArray();
            Array.ForEach(keys, key => tree.Set(key, Hash256.Zero));
            tree.Commit();
            Assert.Equal(Leaves, tree.Count);
            Array.ForEach(keys, key => tree.Remove(key));
            tree.Commit();
        }

        Assert.InRange(tree.ReservedBytes, Leaves * BytesPerLeaf, (Leaves + Chunk) * BytesPerLeaf);
    }

    private static void Apply(SparseMerkleTree tree, NaiveTree naive, Write[] writes)
    {
        foreach (var write in writes)
        {
            if (write.IsRemoval)
            {
                tree.Remove(write.Key);
                naive.Remove(write.Key);
            }
            else
            {
                tree.Set(write.Key, write.Value);
                naive.Set(write.Key, write.Value);
            }
        }
    }

    private static void AssertSameValues(SparseMerkleTree tree, NaiveTree naive, Write[] writes)
    {
        foreach (var write in writes)
        {
            Assert.Equal(naive.Values.TryGetValue(write.Key, out var expected), tree.TryGet(write.Key, out var value));
            Assert.Equal(expected, value);
        }
    }

    private static Hash256 RootOf((Hash256 Key, Hash256 Value)[] pairs, int blockSize)
    {
        var tree = new SparseMerkleTree();
        foreach (var block in pairs.Chunk(blockSize))
        {
            foreach (var (key, value) in block)
            {
                tree.Set(key, value);
            }

            tree.Commit();
        }

        return tree.Root;
    }

    private sealed record Write(Hash256 Key, Hash256 Value, bool IsRemoval);
}
