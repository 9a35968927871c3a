using Comity.Protocol.Keys;

namespace Comity.Protocol.Tests.Keys;

public sealed class P256Tests
{
    // RFC 6979, appendix A.2.5.
    private const string Scalar = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    private const string Point =
        "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

    /// <summary>RFC 6979, appendix A.2.5, with SHA-256.</summary>
    public static TheoryData<string, string> Rfc6979 { get; } =
        new()
        {
            {
                "sample",
                "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
            },
            {
                "test",
                "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
            },
        };

    public static TheoryData<string, string, string, bool> Vectors { get; } = ReadVectors();

    [Fact]
    public void A_private_scalar_has_the_public_point_that_the_standard_gives()
    {
        Assert.True(SoftwareKey.TryImport(SignatureAlgorithm.P256, Convert.FromHexString(Scalar), out var key));

        Assert.Equal($"p256:{Point}", key.PublicKey.ToString());
        Assert.Equal(Scalar, Convert.ToHexStringLower(key.ExportSecret()));
        key.Dispose();
    }

    [Theory]
    [MemberData(nameof(Rfc6979))]
    public void Standard_signatures_verify_once_their_s_is_low(string message, string signature)
    {
        var bytes = Convert.FromHexString(signature);
        var text = System.Text.Encoding.ASCII.GetBytes(message);
        var wasLow = P256Signature.IsLow(bytes);
        Assert.Equal(wasLow, SignatureVerifier.Verify(KeyOf(Point), text, bytes));

        P256Signature.MakeLow(bytes);

        Assert.True(SignatureVerifier.Verify(KeyOf(Point), text, bytes));
        Assert.Equal(wasLow, Convert.ToHexStringLower(bytes) == signature);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Wycheproof_vectors_come_out_as_stated(string point, string message, string signature, bool valid) =>
        Assert.Equal(
            valid,
            SignatureVerifier.Verify(KeyOf(point), Convert.FromHexString(message), Convert.FromHexString(signature))
        );

    [Fact]
    public void Every_signature_has_a_low_s_and_its_twin_is_refused()
    {
        using var key = SigningKey.Generate(SignatureAlgorithm.P256);
        byte[] message = [1, 2, 3];
        // Half of all raw signatures have a high s: 32 of them miss that with a chance of 2^-32.
        for (var round = 0; round < 32; round++)
        {
            var signature = key.Sign(message);
            Assert.True(SignatureVerifier.Verify(key.PublicKey, message, signature));
            Assert.False(SignatureVerifier.Verify(key.PublicKey, message, Twin(signature)));
        }
    }

    [Fact]
    public void A_point_off_the_curve_verifies_nothing()
    {
        var off = Convert.FromHexString(Point);
        off[^1] ^= 1;
        Assert.True(PublicKey.TryCreate(SignatureAlgorithm.P256, off, out var key));

        Assert.False(SignatureVerifier.Verify(key, [1], new byte[64]));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")]
    public void A_scalar_outside_the_group_is_no_key(string scalar) =>
        Assert.False(SoftwareKey.TryImport(SignatureAlgorithm.P256, Convert.FromHexString(scalar), out _));

    [Theory]
    [InlineData("ed25519:00")]
    [InlineData("p256:02" + "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")]
    [InlineData("rsa:00")]
    [InlineData("p256")]
    [InlineData("")]
    public void A_text_that_is_no_public_key_is_not_read(string text) => Assert.False(PublicKey.TryParse(text, out _));

    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.P256)]
    public void A_public_keys_text_is_read_back(SignatureAlgorithm algorithm)
    {
        using var key = SigningKey.Generate(algorithm);

        Assert.True(PublicKey.TryParse(key.PublicKey.ToString(), out var read));
        Assert.Equal(key.PublicKey, read);
    }

    private static byte[] Twin(byte[] signature)
    {
        var order = Number(Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"));
        var high = (order - Number(signature[32..])).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. signature[..32], .. new byte[32 - high.Length], .. high];

        static System.Numerics.BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static PublicKey KeyOf(string point) =>
        PublicKey.TryCreate(SignatureAlgorithm.P256, Convert.FromHexString(point), out var key)
            ? key
            : throw new ArgumentException($"{point} is no uncompressed point.", nameof(point));

    private static TheoryData<string, string, string, bool> ReadVectors()
    {
        var vectors = new TheoryData<string, string, string, bool>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Keys", "p256-wycheproof.txt")))
        {
            if (line.Split(' ') is [var point, var message, var signature, var result])
            {
                vectors.Add(point, message, signature, result == "valid");
            }
        }

        return vectors;
    }
}
