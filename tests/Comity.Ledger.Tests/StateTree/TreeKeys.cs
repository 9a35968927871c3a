using Comity.Protocol.Cryptography;
using CsCheck;

namespace Comity.Ledger.Tests.StateTree;

/// <summary>Keys that part at chosen bits: many share long prefixes, as no honest hash would.</summary>
internal static class TreeKeys
{
    /// <summary>A base key with up to three bits turned, out of few bases, so that operations meet the same keys often.</summary>
    public static readonly Gen<Hash256> Close = Gen.Select(
        Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("c")),
        Gen.OneOf(Gen.Int[0, 12], Gen.Int[28, 34], Gen.Int[60, 66], Gen.Int[250, 255]).Array[0, 3],
        (name, bits) => Turn(Named(name), bits)
    );

    public static readonly Gen<Hash256> Values = Gen.Int[0, 3].Select(number => Named($"value {number}"));

    public static Hash256 Named(string name) => Sha256.Hash(System.Text.Encoding.UTF8.GetBytes(name));

    public static Hash256 Turn(Hash256 hash, params int[] bits)
    {
        var bytes = hash.ToArray();
        foreach (var bit in bits)
        {
            bytes[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        }

        return new Hash256(bytes);
    }
}
