using System.Security.Cryptography;
using Comity.Protocol.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;

namespace Comity.Protocol.Tests.Blocks;

public sealed class ReceiptTreeTests
{
    private const uint MostLeaves = 70;

    [Fact]
    public void The_root_is_that_of_RFC_9162_for_every_size()
    {
        for (var size = 0; size <= MostLeaves; size++)
        {
            var leaves = Leaves(size);
            Assert.Equal(ByDefinition(leaves), new ReceiptTree(leaves).Root.ToArray());
        }
    }

    [Fact]
    public void Every_path_shows_its_leaf_at_its_place_and_nothing_else()
    {
        for (var size = 1U; size <= MostLeaves; size++)
        {
            var leaves = Leaves((int)size);
            var tree = new ReceiptTree(leaves);
            for (var index = 0U; index < size; index++)
            {
                var path = tree.PathOf((int)index);
                Assert.True(ReceiptTree.Shows(tree.Root, size, index, leaves[index], path), $"{index} of {size}");
                for (var other = 0U; other <= size; other++)
                {
                    Assert.Equal(other == index, ReceiptTree.Shows(tree.Root, size, other, leaves[index], path));
                }

                Assert.False(ReceiptTree.Shows(tree.Root, size, index, Sha256.Hash([1]), path));
                Assert.False(ReceiptTree.Shows(tree.Root, size, index, leaves[index], path.Add(tree.Root)));
                Assert.Equal(path.IsEmpty, ReceiptTree.Shows(tree.Root, size, index, leaves[index], []));
            }
        }
    }

    [Fact]
    public void A_leaf_tells_transactions_and_their_outcomes_apart()
    {
        var one = new TransactionId(new byte[TransactionId.Size]);
        var other = new TransactionId([.. Enumerable.Repeat((byte)1, TransactionId.Size)]);
        Hash256[] leaves =
        [
            ReceiptTree.Leaf(one, null, 0),
            ReceiptTree.Leaf(other, null, 0),
            ReceiptTree.Leaf(one, RefusalCode.InsufficientCover, 0),
            ReceiptTree.Leaf(one, RefusalCode.InsufficientCover, -1),
            ReceiptTree.Leaf(one, RefusalCode.DuplicateTransaction, 0),
        ];

        Assert.Equal(leaves.Length, leaves.Distinct().Count());
        Assert.Equal(SHA256.HashData(new byte[18]), leaves[0].ToArray());
    }

    private static Hash256[] Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(static index => Sha256.Hash(BitConverter.GetBytes(index)))];

    // The definition, word for word: the largest power of two below the size goes left.
    private static byte[] ByDefinition(ReadOnlySpan<Hash256> leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.Length == 1 ? leaves[0].ToArray() : SHA256.HashData([]);
        }

        var left = 1;
        while (2 * left < leaves.Length)
        {
            left *= 2;
        }

        return SHA256.HashData([1, .. ByDefinition(leaves[..left]), .. ByDefinition(leaves[left..])]);
    }
}
