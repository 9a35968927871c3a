using Comity.Protocol.Cryptography;
using CsCheck;

namespace Comity.Protocol.Tests.Cryptography;

public sealed class Hash256Tests
{
    private static readonly Gen<byte[]> Bytes = Gen.Byte.Array[Hash256.Size];

    [Fact]
    public void Bytes_and_text_come_back_as_they_went_in() =>
        Bytes.Sample(bytes =>
        {
            var hash = new Hash256(bytes);
            Assert.Equal(bytes, hash.Bytes.ToArray());
            Assert.Equal(Convert.ToHexStringLower(bytes), hash.ToString());
            Assert.True(Hash256.TryParse(hash.ToString(), out var parsed));
            Assert.Equal(hash, parsed);
            Assert.True(Hash256.TryParse(hash.ToString().ToUpperInvariant(), out parsed));
            Assert.Equal(hash, parsed);
        });

    [Fact]
    public void The_order_is_that_of_the_bytes() =>
        Gen.Select(Bytes, Bytes, Gen.Int[0, Hash256.Size])
            .Sample(
                (left, right, shared) =>
                {
                    left.AsSpan(0, shared).CopyTo(right);
                    var expected = int.Sign(left.AsSpan().SequenceCompareTo(right));
                    Assert.Equal(expected, int.Sign(new Hash256(left).CompareTo(new Hash256(right))));
                    Assert.Equal(expected == 0, new Hash256(left) == new Hash256(right));
                    Assert.Equal(expected == 0, new Hash256(left).Equals((object)new Hash256(right)));
                }
            );

    [Fact]
    public void The_common_prefix_ends_at_the_first_bit_that_differs() =>
        Gen.Select(Bytes, Bytes, Gen.Int[0, 255])
            .Sample(
                (left, right, bit) =>
                {
                    // The same up to the bit, then opposite, then anything.
                    left.AsSpan(0, bit / 8).CopyTo(right);
                    var below = (0x80 >> (bit % 8)) - 1;
                    var mixed = (left[bit / 8] & ~below) | (right[bit / 8] & below);
                    right[bit / 8] = (byte)(mixed ^ (below + 1));
                    var (a, b) = (new Hash256(left), new Hash256(right));
                    Assert.Equal(bit, a.CommonPrefixLength(in b));
                    Assert.NotEqual(a.Bit(bit), b.Bit(bit));
                    Assert.Equal(Hash256.Size * 8, a.CommonPrefixLength(in a));
                }
            );

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData("0x00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(" 000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    public void Text_that_is_not_64_digits_is_refused(string text) => Assert.False(Hash256.TryParse(text, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Only_32_bytes_make_a_hash(int length) =>
        Assert.Throws<ArgumentException>(() => new Hash256(new byte[length]));

    [Fact]
    public void Zero_is_32_zero_bytes_and_nothing_else_is_zero()
    {
        Assert.True(new Hash256(new byte[Hash256.Size]).IsZero);
        Assert.Equal(Hash256.Zero, new Hash256(new byte[Hash256.Size]));
        for (var i = 0; i < Hash256.Size; i++)
        {
            var bytes = new byte[Hash256.Size];
            bytes[i] = 1;
            Assert.False(new Hash256(bytes).IsZero);
        }
    }
}
