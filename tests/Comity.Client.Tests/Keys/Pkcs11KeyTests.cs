using Comity.Client.Keys;
using Comity.Client.Keys.Pkcs11;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Accounts;

namespace Comity.Client.Tests.Keys;

public sealed class Pkcs11KeyTests
{
    private static readonly PassphraseSource Pin = new StatedPassphrase(SoftHsm.Pin);
    private static readonly Lei Owner = Lei.WithCheckDigits("OWNER0000000000000");

    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.P256)]
    public void A_key_on_a_token_signs_transactions_that_every_node_takes(SignatureAlgorithm algorithm)
    {
        SoftHsm.Need();
        var uri = SoftHsm.Uri($"signs-{algorithm}");
        using var key = Open(Made(uri, algorithm));
        Assert.Equal(algorithm, key.PublicKey.Algorithm);
        for (var round = 0; round < 20; round++)
        {
            var signed = TransactionDraft.Sign(
                "test",
                new Timestamp(7),
                [key],
                new OpenAccount(AccountAddress.Random(), Owner)
            );
            Assert.True(AuthenticatedTransaction.TryAuthenticate(signed, out _, out var failure), $"{failure}");
        }
    }

    [Fact]
    public void Several_threads_sign_with_one_key_and_several_keys_share_a_token()
    {
        SoftHsm.Need();
        var one = Made(SoftHsm.Uri("first"), SignatureAlgorithm.Ed25519);
        var two = Made(SoftHsm.Uri("second"), SignatureAlgorithm.P256);
        using var first = Open(one);
        using (Open(two))
        {
            // Letting one key go must not end the other's session.
        }

        Parallel.For(
            0,
            64,
            round =>
            {
                var message = BitConverter.GetBytes(round);
                Assert.True(SignatureVerifier.Verify(first.PublicKey, message, first.Sign(message)));
            }
        );
    }

    [Fact]
    public void A_key_file_can_name_a_key_on_a_token_and_a_location_is_either()
    {
        SoftHsm.Need();
        var folder = Directory.CreateTempSubdirectory("comity-keys").FullName;
        var uri = Made(SoftHsm.Uri("in-file"), SignatureAlgorithm.Ed25519);
        using var key = Open(uri);
        var path = Path.Combine(folder, "bank.key");
        KeyFile.WriteToken(path, Owner, Permissions.Pay, key.PublicKey, uri);

        foreach (var location in new[] { path, uri.ToString() })
        {
            Assert.True(KeyLocation.TryOpen(location, KeyOpening.Default, out var opened, out var failure), failure);
            Assert.Equal(key.PublicKey, opened.PublicKey);
            opened.Dispose();
        }

        var other = Made(SoftHsm.Uri("not-it"), SignatureAlgorithm.Ed25519);
        File.Delete(path);
        KeyFile.WriteToken(path, Owner, Permissions.Pay, key.PublicKey, other);
        Assert.False(KeyFile.TryOpen(path, KeyOpening.Default, out _, out var wrong));
        Assert.Contains("names another key", wrong, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_is_not_there_or_not_one_is_said_by_name()
    {
        SoftHsm.Need();
        Assert.Contains("no private key", Failure(SoftHsm.Uri("nothing")), StringComparison.Ordinal);
        var nowhere = Failure(SoftHsm.Uri("nothing", "nowhere"));
        Assert.Contains("no token fits", nowhere, StringComparison.Ordinal);
        Assert.Contains("token=bank, token=other", nowhere, StringComparison.Ordinal);
        Assert.Contains(
            "there is no PKCS#11 library",
            Failure(SoftHsm.Uri("x") with { ModulePath = "/no/such.so" }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cannot be used",
            Failure(SoftHsm.Uri("x") with { ModulePath = typeof(Pkcs11KeyTests).Assembly.Location }),
            StringComparison.Ordinal
        );
        Made(SoftHsm.Uri("twice"), SignatureAlgorithm.Ed25519);
        Assert.Contains(
            "already",
            Pkcs11KeyGeneration.Generate(SoftHsm.Uri("twice"), SignatureAlgorithm.Ed25519, Pin, out _),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_wrong_pin_is_told_and_nothing_is_opened()
    {
        SoftHsm.Need();
        // A token of its own: a process that is in already is not asked again.
        var uri = SoftHsm.Uri("any", "other") with
        {
            PinSource = "",
        };
        Assert.False(Pkcs11Key.TryOpen(uri, new StatedPassphrase("000000"), out _, out var failure));
        Assert.Contains("the PIN of token other is wrong", failure, StringComparison.Ordinal);
    }

    private static Pkcs11Uri Made(Pkcs11Uri uri, SignatureAlgorithm algorithm)
    {
        var failure = Pkcs11KeyGeneration.Generate(uri, algorithm, Pin, out var made);
        Assert.True(failure is null, failure);
        return made;
    }

    private static Pkcs11Key Open(Pkcs11Uri uri)
    {
        Assert.True(Pkcs11Key.TryOpen(uri, Pin, out var key, out var failure), failure);
        return key;
    }

    private static string Failure(Pkcs11Uri uri)
    {
        Assert.False(Pkcs11Key.TryOpen(uri, Pin, out _, out var failure));
        return failure;
    }
}
