using System.Numerics;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Google.Protobuf;

namespace Comity.Protocol.Tests.Transactions;

public sealed class AuthenticationTests
{
    private const string Scalar = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";

    [Fact]
    public void Keys_of_different_algorithms_sign_one_transaction()
    {
        using var one = SigningKey.Generate();
        using var other = SigningKey.Generate(SignatureAlgorithm.P256);
        var signed = Sign(one, other);

        Assert.True(AuthenticatedTransaction.TryAuthenticate(signed, out var read, out var failure), $"{failure}");
        Assert.Equal([one.PublicKey, other.PublicKey], read.Transaction.Signers);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.P256)]
    public void Any_changed_bit_of_a_body_or_a_signature_is_noticed(SignatureAlgorithm algorithm)
    {
        using var key = SigningKey.Generate(algorithm);
        var signed = Sign(key);
        for (var place = 0; place < 64; place++)
        {
            var signature = signed.Signatures[0].ToByteArray();
            signature[place] ^= 1;
            var changed = new Wire.SignedTransaction
            {
                Body = signed.Body,
                Signatures = { ByteString.CopyFrom(signature) },
            };
            Assert.False(AuthenticatedTransaction.TryAuthenticate(changed, out _, out _));
        }

        var body = Wire.TransactionBody.Parser.ParseFrom(signed.Body);
        body.ValidUntil++;
        signed.Body = body.ToByteString();
        Assert.False(AuthenticatedTransaction.TryAuthenticate(signed, out _, out var failure));
        Assert.Contains("is not the signature of", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_with_a_high_s_is_refused_and_told_what_to_do()
    {
        using var key = SigningKey.Generate(SignatureAlgorithm.P256);
        var signed = Sign(key);
        var order = new BigInteger(
            Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
            isUnsigned: true,
            isBigEndian: true
        );
        var signature = signed.Signatures[0].ToByteArray();
        var low = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        // Above half the order, the number has all 32 bytes.
        (order - low)
            .ToByteArray(isUnsigned: true, isBigEndian: true)
            .CopyTo(signature, 32);
        signed.Signatures[0] = ByteString.CopyFrom(signature);

        Assert.False(AuthenticatedTransaction.TryAuthenticate(signed, out _, out var failure));
        Assert.Equal("signatures[0]", failure.Path);
        Assert.Contains("send the order less s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_p256_signer_looks_on_the_wire_as_it_always_did()
    {
        Assert.True(SoftwareKey.TryImport(SignatureAlgorithm.P256, Convert.FromHexString(Scalar), out var key));
        using (key)
        {
            Assert.Equal(
                "08021241"
                    + "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                    + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
                Convert.ToHexStringLower(key.PublicKey.ToWire().ToByteArray())
            );
        }
    }

    private static Wire.SignedTransaction Sign(params SigningKey[] keys) =>
        TransactionDraft.Sign("test", new Timestamp(7), keys, new RandomOperations(1).OfKind(1));
}
