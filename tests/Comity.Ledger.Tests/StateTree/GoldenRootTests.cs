using Comity.Ledger.StateTree;
using Comity.Protocol.Cryptography;

namespace Comity.Ledger.Tests.StateTree;

/// <summary>
/// Roots that must never change: another root for the same state splits a network. Key i is SHA-256 of "key i" and its value
/// hash SHA-256 of "value i", i in decimal from 0.
/// </summary>
public sealed class GoldenRootTests
{
    [Theory]
    [InlineData(0, "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(1, "263f3134568bd91568a048cb99c08729973fd146db930b054d91a3f79e7a346a")]
    [InlineData(2, "978e1405e68c6035b3d130831dde63ae9c8225e591448286d456124dbb41a025")]
    [InlineData(3, "9c6a9da0c8a4b504fd888906d1265b25d3dd82d6ade033fb02c386fe4572ec16")]
    [InlineData(10, "5b633d355f05323be0536779baffc085082369d8ffd8c122f70ebbdf9f5e2f88")]
    [InlineData(1_000, "94e14a12fb00fff7ad653aa82359e0cffb2664d906947ecfe5d1dabb7f1e5255")]
    [InlineData(20_000, "a62d5779fdf03b8f6ed4c0e321060e88722a86fe9cec7787f1bfd57e5777592d")]
    public void The_first_keys_have_this_root(int count, string root)
    {
        var tree = new SparseMerkleTree();
        for (var i = 0; i < count; i++)
        {
            tree.Set(TreeKeys.Named($"key {i}"), TreeKeys.Named($"value {i}"));
        }

        Assert.Equal(root, tree.Commit().ToString());
    }

    [Fact]
    public void Two_keys_that_part_at_the_last_bit_have_this_root()
    {
        var tree = new SparseMerkleTree();
        tree.Set(Hash256.Zero, TreeKeys.Named("value 0"));
        tree.Set(TreeKeys.Turn(Hash256.Zero, 255), TreeKeys.Named("value 1"));
        Assert.Equal("af2b2ad6667361696afd0acfd84cecd2ec93932413f81eeba9ac25f4f2a35aa0", tree.Commit().ToString());
    }
}
