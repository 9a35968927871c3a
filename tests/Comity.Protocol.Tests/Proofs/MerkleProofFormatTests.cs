using Comity.Protocol.Cryptography;
using Comity.Protocol.Proofs;
using CsCheck;

namespace Comity.Protocol.Tests.Proofs;

public sealed class MerkleProofFormatTests
{
    private static readonly Gen<Hash256> Hashes = Gen.Byte.Array[32].Select(bytes => new Hash256(bytes));

    private static readonly Gen<Hash256[]> Siblings = Gen.Select(
        Gen.Frequency((1, Gen.Const(Hash256.Zero)), (1, Hashes)).Array[0, 255],
        Hashes.Where(hash => !hash.IsZero),
        Gen.Bool,
        (upper, last, none) => none ? [] : new[] { upper, [last] }.SelectMany(part => part).ToArray()
    );

    private static readonly Gen<MerkleProof> Proofs = Gen.OneOf(
        Siblings.Select(siblings => (MerkleProof)new MerkleProof.Membership(siblings)),
        Siblings.Select(siblings => (MerkleProof)new MerkleProof.EmptySlot(siblings)),
        Gen.Select(Siblings, Hashes, Hashes, (s, k, v) => (MerkleProof)new MerkleProof.OtherLeaf(s, k, v))
    );

    [Fact]
    public void A_proof_comes_back_as_it_went_in() =>
        Proofs.Sample(proof =>
        {
            var bytes = proof.Encode();
            Assert.InRange(bytes.Length, 3, MerkleProofFormat.MaximumLength);
            Assert.True(MerkleProof.TryDecode(bytes, out var back, out var error), error?.ToString());
            Assert.Equal(proof.GetType(), back.GetType());
            Assert.Equal(proof.Siblings.ToArray(), back.Siblings.ToArray());
            Assert.Equal((proof as MerkleProof.OtherLeaf)?.OtherKey, (back as MerkleProof.OtherLeaf)?.OtherKey);
            Assert.Equal(
                (proof as MerkleProof.OtherLeaf)?.OtherValueHash,
                (back as MerkleProof.OtherLeaf)?.OtherValueHash
            );
        });

    [Fact]
    public void The_longest_proof_has_the_stated_length()
    {
        var siblings = Enumerable.Repeat(Sha256.Hash("sibling"u8), 256).ToArray();
        Assert.Equal(
            MerkleProofFormat.MaximumLength,
            new MerkleProof.OtherLeaf(siblings, Hash256.Zero, Hash256.Zero).Encode().Length
        );
    }

    [Fact]
    public void Any_bytes_are_refused_or_are_the_one_form_of_a_proof() =>
        Gen.Byte.Array[0, 200].Sample(RefusedOrExact, iter: 20_000);

    [Fact]
    public void Bytes_that_begin_well_are_refused_or_are_the_one_form_of_a_proof() =>
        Gen.Select(Gen.Byte[0, 4], Gen.Int[0, 260], Gen.Byte.Array[0, 400])
            .Sample(
                (kind, depth, rest) => RefusedOrExact([kind, (byte)(depth >> 8), (byte)(depth & 0xff), .. rest]),
                iter: 20_000
            );

    [Fact]
    public void A_changed_proof_is_refused_or_is_the_one_form_of_another() =>
        Gen.Select(Proofs, Gen.Int[0, int.MaxValue], Gen.Int[1, 255], Gen.Int[-40, 40])
            .Sample(
                (proof, place, change, length) =>
                {
                    var bytes = proof.Encode();
                    bytes[place % bytes.Length] ^= (byte)change;
                    RefusedOrExact(bytes);
                    Array.Resize(ref bytes, int.Max(0, bytes.Length + length));
                    RefusedOrExact(bytes);
                },
                iter: 5_000
            );

    [Theory]
    [InlineData("", MerkleProofFault.WrongLength, 0)]
    [InlineData("0100", MerkleProofFault.WrongLength, 2)]
    [InlineData("000000", MerkleProofFault.UnknownKind, 0)]
    [InlineData("040000", MerkleProofFault.UnknownKind, 0)]
    [InlineData("010101", MerkleProofFault.TooDeep, 1)]
    [InlineData("010001", MerkleProofFault.WrongLength, 3)]
    [InlineData("01000180", MerkleProofFault.WrongLength, 4)]
    [InlineData("010001c0", MerkleProofFault.BitBeyondDepth, 3)]
    [InlineData("01000280", MerkleProofFault.EmptyDeepestSibling, 3)]
    [InlineData("01000000", MerkleProofFault.WrongLength, 4)]
    [InlineData(
        "010001800000000000000000000000000000000000000000000000000000000000000000",
        MerkleProofFault.ZeroSibling,
        4
    )]
    public void A_broken_rule_is_named_with_its_place(string hex, MerkleProofFault fault, int offset)
    {
        Assert.False(MerkleProof.TryDecode(Convert.FromHexString(hex), out _, out var error));
        Assert.Equal((fault, offset), (error.Fault, error.Offset));
        Assert.Contains("Ask the node", error.ToString(), StringComparison.Ordinal);
    }

    private static void RefusedOrExact(byte[] bytes)
    {
        if (MerkleProof.TryDecode(bytes, out var proof, out var error))
        {
            Assert.Equal(bytes, proof.Encode());
        }
        else
        {
            Assert.True(Enum.IsDefined(error.Fault));
            Assert.InRange(error.Offset, 0, bytes.Length);
        }
    }
}
