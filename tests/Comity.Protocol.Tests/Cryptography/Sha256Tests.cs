using System.Security.Cryptography;
using System.Text;
using Comity.Protocol.Cryptography;
using CsCheck;

namespace Comity.Protocol.Tests.Cryptography;

/// <summary>Vectors: NIST, "SHA-256 examples" and FIPS 180-2, appendix B.</summary>
public sealed class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    )]
    [InlineData(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    )]
    public void A_published_message_has_its_published_digest(string message, string digest) =>
        Assert.Equal(digest, Sha256.Hash(Encoding.ASCII.GetBytes(message)).ToString());

    [Fact]
    public void A_million_letters_have_their_published_digest() =>
        Assert.Equal(
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
            Sha256.Hash(Encoding.ASCII.GetBytes(new string('a', 1_000_000))).ToString()
        );

    [Fact]
    public void Every_length_around_the_block_borders_and_the_long_limit_agrees_with_the_runtime()
    {
        var input = new byte[Sha256.LongInput + 130];
        new Random(1).NextBytes(input);
        for (var length = 0; length <= input.Length; length++)
        {
            Assert.Equal(
                SHA256.HashData(input.AsSpan(0, length)),
                Sha256.Hash(input.AsSpan(0, length)).Bytes.ToArray()
            );
        }
    }

    [Fact]
    public void A_pair_is_hashed_as_prefix_left_right() =>
        Gen.Select(Gen.Byte, Gen.Byte.Array[32], Gen.Byte.Array[32])
            .Sample(
                (prefix, left, right) =>
                    Assert.Equal(
                        SHA256.HashData([prefix, .. left, .. right]),
                        Sha256.Hash(prefix, new Hash256(left), new Hash256(right)).Bytes.ToArray()
                    )
            );

    [Fact]
    public void What_computes_the_digests_has_a_name() => Assert.NotEmpty(Sha256.Implementation);
}
