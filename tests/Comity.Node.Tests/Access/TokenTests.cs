using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Comity.Client.Security;
using Comity.Node.Access;
using Comity.Node.Access.Tokens;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Tokens;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Testing;

namespace Comity.Node.Tests.Access;

public sealed class TokenTests
{
    [Fact]
    public async Task A_token_of_a_registered_key_proves_who_calls()
    {
        await using var engine = await AccessEngine.Start();
        var bank = engine.World.Banks[1];

        var caller = AccessEngine.Proven(await Verification(engine).VerifyAsync(engine.World.TokensOf(bank).Get()));

        Assert.Equal(bank.Lei, Assert.IsType<Caller.Participant>(caller).Lei);
    }

    [Fact]
    public async Task A_key_that_is_rotated_out_or_ends_makes_its_tokens_die_at_once_though_they_were_verified()
    {
        await using var engine = await AccessEngine.Start();
        var (bank, other) = (engine.World.Banks[0], engine.World.Banks[1]);
        using var fresh = SigningKey.Generate();
        var verification = Verification(engine);
        var token = engine.World.TokensOf(bank).Get();
        var ending = engine.World.TokensOf(other).Get();
        AccessEngine.Proven(await verification.VerifyAsync(token));
        AccessEngine.Proven(await verification.VerifyAsync(ending));

        await engine.Apply(
            bank,
            new RotateKeys(
                bank.Lei,
                [new ParticipantKey(fresh.PublicKey, Permissions.All, Timestamp.Never)],
                [bank.Key.PublicKey],
                []
            )
        );
        await engine.Apply(
            other,
            new RotateKeys(
                other.Lei,
                [
                    new ParticipantKey(SigningKey.Generate().PublicKey, Permissions.All, Timestamp.Never),
                    new ParticipantKey(other.Key.PublicKey, Permissions.All, new Timestamp(1)),
                ],
                [],
                []
            )
        );

        Assert.Contains(
            "no key of a participant",
            AccessEngine.Failed(await verification.VerifyAsync(token)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no key of a participant",
            AccessEngine.Failed(await verification.VerifyAsync(ending)),
            StringComparison.Ordinal
        );
        var renewed = TokenSource.OfParticipant(bank.Lei, fresh, engine.World.Id);
        AccessEngine.Proven(await verification.VerifyAsync(renewed.Get()));
    }

    [Fact]
    public async Task A_token_expires_also_where_it_was_verified_and_clocks_may_differ_by_thirty_seconds()
    {
        await using var engine = await AccessEngine.Start();
        var time = new MovedTime();
        var verification = Verification(engine, time: time);
        var token = engine.World.TokensOf(engine.World.Banks[0]).Get();
        AccessEngine.Proven(await verification.VerifyAsync(token));

        time.By = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(25);
        AccessEngine.Proven(await verification.VerifyAsync(token));
        time.By = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(35);
        Assert.Contains(
            "expired",
            AccessEngine.Failed(await verification.VerifyAsync(token)),
            StringComparison.Ordinal
        );
        time.By = TimeSpan.FromSeconds(-25);
        AccessEngine.Proven(await Verification(engine, time: time).VerifyAsync(token));
        time.By = TimeSpan.FromSeconds(-35);
        AccessEngine.Failed(await Verification(engine, time: time).VerifyAsync(token));
    }

    [Fact]
    public async Task Any_bit_that_is_changed_in_a_token_is_noticed()
    {
        await using var engine = await AccessEngine.Start();
        var verification = Verification(engine);
        var token = engine.World.TokensOf(engine.World.Banks[0]).Get();
        AccessEngine.Proven(await verification.VerifyAsync(token));

        for (var index = 0; index < token.Length; index++)
        {
            // The last character of each part may carry bits that decode to nothing.
            var isLast = index + 1 == token.Length || token[index + 1] == '.';
            if (token[index] != '.' && !isLast)
            {
                var forged = $"{token[..index]}{(token[index] == 'A' ? 'B' : 'A')}{token[(index + 1)..]}";
                AccessEngine.Failed(await verification.VerifyAsync(forged));
            }
        }
    }

    [Theory]
    [InlineData("iss", "5493001KJTIIGC8Y1R12")]
    [InlineData("sub", "operator")]
    [InlineData("aud", "another network")]
    [InlineData("iat", null)]
    [InlineData("iat", "1")]
    [InlineData("exp", null)]
    [InlineData("exp", "1")]
    [InlineData("exp", "99999999999")]
    [InlineData("jti", null)]
    public async Task A_claim_that_is_missing_or_not_as_it_must_be_is_refused_though_the_signature_holds(
        string claim,
        string? value
    )
    {
        await using var engine = await AccessEngine.Start();
        var bank = engine.World.Banks[0];

        var token = Changed(engine, bank, payload: it => Set(it, claim, value));

        Assert.NotEmpty(AccessEngine.Failed(await Verification(engine).VerifyAsync(token)));
    }

    [Theory]
    [InlineData("typ", "JWT")]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS256")]
    [InlineData("kid", null)]
    [InlineData("kid", "ed25519:00")]
    public async Task A_header_that_is_not_as_it_must_be_is_refused_though_the_signature_holds(
        string field,
        string? value
    )
    {
        await using var engine = await AccessEngine.Start();
        var bank = engine.World.Banks[0];

        var token = Changed(engine, bank, header: it => Set(it, field, value));

        Assert.NotEmpty(AccessEngine.Failed(await Verification(engine).VerifyAsync(token)));
        AccessEngine.Proven(await Verification(engine).VerifyAsync(Changed(engine, bank)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0..")]
    public async Task What_is_no_token_is_refused(string token)
    {
        await using var engine = await AccessEngine.Start();

        AccessEngine.Failed(await Verification(engine).VerifyAsync(token));
        AccessEngine.Failed(await Verification(engine).VerifyAsync(new string('a', 100_000)));
    }

    [Fact]
    public async Task The_operators_token_is_the_operators_and_nobody_elses_key_makes_one()
    {
        await using var engine = await AccessEngine.Start();
        using var key = SigningKey.Generate();
        var verification = Verification(engine, key.PublicKey);

        var caller = AccessEngine.Proven(
            await verification.VerifyAsync(TokenSource.OfOperator(key, engine.World.Id).Get())
        );

        Assert.IsType<Caller.Operator>(caller);
        AccessEngine.Failed(
            await verification.VerifyAsync(TokenSource.OfOperator(engine.World.Banks[0].Key, engine.World.Id).Get())
        );
        AccessEngine.Failed(
            await verification.VerifyAsync(
                TokenSource.OfParticipant(engine.World.Banks[0].Lei, key, engine.World.Id).Get()
            )
        );
        AccessEngine.Failed(await verification.VerifyAsync(TokenSource.OfOperator(key, Hash256.Zero).Get()));
    }

    [Fact]
    public async Task A_token_of_a_P256_key_is_taken_as_well()
    {
        await using var engine = await AccessEngine.Start();
        var bank = engine.World.Banks[0];
        using var key = SigningKey.Generate(SignatureAlgorithm.P256);
        await engine.Apply(
            bank,
            new RotateKeys(bank.Lei, [new ParticipantKey(key.PublicKey, Permissions.All, Timestamp.Never)], [], [])
        );

        var token = TokenSource.OfParticipant(bank.Lei, key, engine.World.Id).Get();

        AccessEngine.Proven(await Verification(engine).VerifyAsync(token));
        Assert.Contains(
            "ES256",
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[0])),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_source_gives_the_same_token_until_half_of_its_life_and_then_another()
    {
        var (world, time) = (new TestWorld(1), new MovedTime());
        var source = TokenSource.OfParticipant(
            world.Banks[0].Lei,
            world.Banks[0].Key,
            world.Id,
            TimeSpan.FromMinutes(4),
            time
        );
        var first = source.Get();

        time.By = TimeSpan.FromMinutes(1.9);
        Assert.Equal(first, source.Get());
        time.By = TimeSpan.FromMinutes(2.1);
        Assert.NotEqual(first, source.Get());
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            TokenSource.OfOperator(world.Banks[0].Key, world.Id, TimeSpan.FromMinutes(11))
        );
    }

    private static TokenVerification Verification(
        AccessEngine engine,
        PublicKey? operatorKey = null,
        TimeProvider? time = null
    ) =>
        new(
            engine.World.Id,
            engine.Participants,
            operatorKey is null ? [] : ImmutableHashSet.Create(operatorKey),
            time ?? TimeProvider.System
        );

    // A token with something changed, signed again over what it then says.
    private static string Changed(
        AccessEngine engine,
        TestParticipant signer,
        Action<JsonObject>? header = null,
        Action<JsonObject>? payload = null
    )
    {
        var parts = engine.World.TokensOf(signer).Get().Split('.');
        var signed = $"{Part(parts[0], header)}.{Part(parts[1], payload)}";
        return $"{signed}.{Base64Url.EncodeToString(signer.Key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(string text, Action<JsonObject>? change)
    {
        var json = JsonNode.Parse(Base64Url.DecodeFromChars(text))!.AsObject();
        change?.Invoke(json);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static void Set(JsonObject json, string name, string? value)
    {
        json.Remove(name);
        if (value is not null)
        {
            json[name] = long.TryParse(value, out var number) ? number : value;
        }
    }

    private sealed class MovedTime : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }
}
