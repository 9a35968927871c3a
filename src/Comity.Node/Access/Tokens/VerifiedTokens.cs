using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Tokens;

namespace Comity.Node.Access.Tokens;

/// <summary>A token whose signature and claims hold; whether its key still counts is asked at each call.</summary>
/// <param name="Key">What signed it.</param>
/// <param name="Issuer">Who calls: an LEI or the operator.</param>
/// <param name="Id">Its id.</param>
/// <param name="ExpiresAt">Its end, without the allowance for clocks.</param>
internal sealed record VerifiedToken(PublicKey Key, string Issuer, string Id, DateTime ExpiresAt)
{
    /// <summary>Who calls with it.</summary>
    public Caller Caller { get; } =
        Issuer == TokenTerms.Operator
            ? new Caller.Operator($"token {Id} of {Key}")
            : new Caller.Participant(Lei.Parse(Issuer), $"token {Id} of {Key}");
}

/// <summary>Tokens that were verified and have not expired: at most <see cref="Most"/>.</summary>
internal sealed class VerifiedTokens(TimeProvider time)
{
    /// <summary>Most tokens that are kept. Beyond it a token is verified at each call, until others expire.</summary>
    public const int Most = 10_000;

    private readonly ConcurrentDictionary<string, VerifiedToken> _tokens = new(StringComparer.Ordinal);
    private long _swept;

    /// <summary>A token that was verified and has not expired.</summary>
    public bool TryGet(string token, [NotNullWhen(true)] out VerifiedToken? verified) =>
        _tokens.TryGetValue(token, out verified) && !IsExpired(verified);

    /// <summary>Keeps a token, where there is room.</summary>
    public void Add(string token, VerifiedToken verified)
    {
        if (_tokens.Count >= Most)
        {
            Sweep();
        }

        if (_tokens.Count < Most)
        {
            _tokens[token] = verified;
        }
    }

    private bool IsExpired(VerifiedToken token) =>
        token.ExpiresAt + TokenTerms.ClockSkew <= time.GetUtcNow().UtcDateTime;

    // At most once a second: where all are alive, looking again is in vain.
    private void Sweep()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (Interlocked.Exchange(ref _swept, now) == now)
        {
            return;
        }

        foreach (var (token, verified) in _tokens)
        {
            if (IsExpired(verified))
            {
                _tokens.TryRemove(token, out _);
            }
        }
    }
}
