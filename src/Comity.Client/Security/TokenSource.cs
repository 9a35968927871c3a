using Comity.Client.Keys;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Comity.Client.Security;

/// <summary>
/// Makes the tokens that a participant, or a node's operator, proves itself with, and renews them well before they expire. Safe for
/// use by several threads at once. See <see cref="TokenTerms"/> for what is in one.
/// </summary>
public sealed class TokenSource
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly Lock _renewing = new();
    private readonly TokenKey _key;
    private readonly string _algorithm;
    private readonly string _issuer;
    private readonly string _network;
    private readonly TimeSpan _life;
    private readonly TimeProvider _time;
    private volatile Made? _made;

    private TokenSource(string issuer, SigningKey key, Hash256 network, TimeSpan? life, TimeProvider? time)
    {
        (_issuer, _key, _network) = (issuer, new TokenKey(key), network.ToString());
        _algorithm = TokenTerms.AlgorithmOf(key.PublicKey);
        _life = life ?? TimeSpan.FromMinutes(5);
        _time = time ?? TimeProvider.System;
        if (_life <= TimeSpan.Zero || _life > TokenTerms.LongestLife)
        {
            throw new ArgumentOutOfRangeException(
                nameof(life),
                _life,
                $"A token lives more than nothing and at most {TokenTerms.LongestLife.TotalMinutes:0} minutes."
            );
        }
    }

    /// <summary>A participant's tokens.</summary>
    /// <param name="participant">Who it is.</param>
    /// <param name="key">Any key of it that the ledger knows; not disposed of here, and needed as long as tokens are.</param>
    /// <param name="network">The network's id: the SHA-256 of its genesis.</param>
    /// <param name="life">How long one token lives, at most ten minutes; five where left out.</param>
    /// <param name="time">The clock.</param>
    public static TokenSource OfParticipant(
        Lei participant,
        SigningKey key,
        Hash256 network,
        TimeSpan? life = null,
        TimeProvider? time = null
    ) => new(participant.ToString(), key, network, life, time);

    /// <summary>The tokens of a node's operator, with a key that the node's configuration names.</summary>
    public static TokenSource OfOperator(
        SigningKey key,
        Hash256 network,
        TimeSpan? life = null,
        TimeProvider? time = null
    ) => new(TokenTerms.Operator, key, network, life, time);

    /// <summary>A token with at least half of its life before it.</summary>
    public string Get()
    {
        var now = _time.GetUtcNow();
        if (_made is { } made && now < made.RenewAt)
        {
            return made.Token;
        }

        lock (_renewing)
        {
            if (_made is { } meanwhile && now < meanwhile.RenewAt)
            {
                return meanwhile.Token;
            }

            _made = new Made(Make(now), now + (_life / 2));
            return _made.Token;
        }
    }

    private string Make(DateTimeOffset now) =>
        Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = TokenTerms.Type,
                Issuer = _issuer,
                Audience = _network,
                IssuedAt = now.UtcDateTime,
                Expires = (now + _life).UtcDateTime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    [JwtRegisteredClaimNames.Sub] = _issuer,
                    [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
                },
                SigningCredentials = new SigningCredentials(_key, _algorithm),
            }
        );

    private sealed record Made(string Token, DateTimeOffset RenewAt);
}
