using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Node.Access.Participants;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Keys;
using Comity.Protocol.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Comity.Node.Access.Tokens;

/// <summary>
/// Checks tokens against <see cref="TokenTerms"/> and against the keys that the ledger knows now. A token's signature is verified
/// once; each further call with it costs two look-ups, the second of which sees to it that a key that was rotated out, or has
/// reached its end, counts no more.
/// </summary>
internal sealed class TokenVerification(
    Hash256 network,
    KnownParticipants participants,
    ImmutableHashSet<PublicKey> operators,
    TimeProvider time
)
{
    private readonly VerifiedTokens _verified = new(time);
    private readonly string _audience = network.ToString();

    // The library's own messages quote what was sent; the node says its own.
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = TokenTerms.Longest };

    /// <summary>A token that was verified before and still counts; nothing where it must be verified.</summary>
    public Authentication.Proven? Find(string token) =>
        _verified.TryGet(token, out var verified) ? Admit(verified) as Authentication.Proven : null;

    /// <summary>Checks a token.</summary>
    public async ValueTask<Authentication> VerifyAsync(string token)
    {
        if (_verified.TryGet(token, out var verified))
        {
            return Admit(verified);
        }

        if (!TryRead(token, out var read, out var key, out var fault))
        {
            return new Authentication.Failed(fault);
        }

        var issuer = IssuerOf(key);
        if (issuer is null)
        {
            return Unknown(key);
        }

        var result = await _handler.ValidateTokenAsync(read, TermsFor(key, issuer));
        fault = result.IsValid ? FaultOf(read) : Explain(result.Exception);
        if (fault is not null)
        {
            return new Authentication.Failed(fault);
        }

        verified = new VerifiedToken(key, issuer, read.Id, read.ValidTo);
        _verified.Add(token, verified);
        return Admit(verified);
    }

    private static Authentication.Failed Unknown(PublicKey key) =>
        new($"The token's key {key} is no key of a participant of this network now. Use one that is registered.");

    private Authentication Admit(VerifiedToken token) =>
        Counts(token) ? new Authentication.Proven(token.Caller, () => Counts(token)) : Unknown(token.Key);

    private bool Counts(VerifiedToken token) =>
        string.Equals(IssuerOf(token.Key), token.Issuer, StringComparison.Ordinal);

    // Whose token a key's is, at this moment.
    private string? IssuerOf(PublicKey key) =>
        operators.Contains(key) ? TokenTerms.Operator
        : participants.TryGetOwner(key, time.GetUtcNow(), out var owner) ? owner.ToString()
        : null;

    private static bool TryRead(
        string token,
        [NotNullWhen(true)] out JsonWebToken? read,
        [NotNullWhen(true)] out PublicKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        (read, key, fault) = (null, null, null);
        if (token.Length > TokenTerms.Longest)
        {
            fault = $"The token has {token.Length} characters; at most {TokenTerms.Longest} are allowed.";
            return false;
        }

        try
        {
            read = new JsonWebToken(token);
        }
        catch (ArgumentException)
        {
            fault = "The token is no JSON Web Token (RFC 7519).";
            return false;
        }

        if (!PublicKey.TryParse(read.Kid ?? string.Empty, out key))
        {
            fault =
                "The token's kid is no public key in its text form, for example ed25519: and 64 hexadecimal digits.";
            return false;
        }

        return true;
    }

    private TokenValidationParameters TermsFor(PublicKey key, string issuer) =>
        new()
        {
            IssuerSigningKey = new LedgerKey(key),
            RequireSignedTokens = true,
            ValidAlgorithms = [TokenTerms.AlgorithmOf(key)],
            ValidTypes = [TokenTerms.Type],
            ValidIssuer = issuer,
            ValidAudience = _audience,
            LifetimeValidator = (_, expires, token, _) =>
                expires is not null && LifetimeFault((JsonWebToken)token) is null,
        };

    private string? LifetimeFault(JsonWebToken token)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return token.ValidTo + TokenTerms.ClockSkew <= now ? "The token has expired."
            : token.IssuedAt == DateTime.MinValue || token.IssuedAt > now + TokenTerms.ClockSkew
                ? "The token's iat is missing or in the future; compare the clocks."
            : token.ValidTo - token.IssuedAt > TokenTerms.LongestLife || token.ValidTo <= token.IssuedAt
                ? $"The token's life is not within {TokenTerms.LongestLife.TotalMinutes:0} minutes."
            : null;
    }

    private static string? FaultOf(JsonWebToken token) =>
        !string.Equals(token.Subject, token.Issuer, StringComparison.Ordinal)
            ? "The token's sub and iss differ; both are who calls."
        : token.Id is not { Length: > 0 and <= TokenTerms.LongestId }
            ? $"The token's jti has not 1 to {TokenTerms.LongestId} characters."
        : null;

    private static string Explain(Exception fault) =>
        fault switch
        {
            SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException =>
                "The token has expired, is from the future, or lives longer than ten minutes.",
            SecurityTokenInvalidAudienceException => "The token is for another network: aud is this network's id.",
            SecurityTokenInvalidIssuerException => "The token's iss is not whose key it is.",
            SecurityTokenInvalidTypeException => $"The token's typ is not {TokenTerms.Type}.",
            _ => "The token's signature does not hold.",
        };
}
