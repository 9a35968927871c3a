using Comity.Protocol.Keys;

namespace Comity.Protocol.Tokens;

/// <summary>
/// What a node's callers prove themselves with: a JSON Web Token (RFC 7519) that is signed with a key of the ledger. Those who
/// make one and those who check one share these terms.
/// </summary>
/// <remarks>
/// Header: <c>typ</c> <see cref="Type"/> (RFC 8725, section 3.11), <c>alg</c> by the key, <c>kid</c> the public key's text form.
/// Claims: <c>iss</c> and <c>sub</c> the participant's LEI or <see cref="Operator"/>, <c>aud</c> the network's id in hexadecimal,
/// <c>iat</c>, <c>exp</c>, <c>jti</c>.
/// </remarks>
public static class TokenTerms
{
    /// <summary>The token's type: no other kind of JWT is taken for one.</summary>
    public const string Type = "comity+jwt";

    /// <summary>Who a node's operator is, where a participant has its LEI.</summary>
    public const string Operator = "operator";

    /// <summary>Most characters of a token.</summary>
    public const int Longest = 2_048;

    /// <summary>Most characters of its id (<c>jti</c>).</summary>
    public const int LongestId = 64;

    /// <summary>Longest time from <c>iat</c> to <c>exp</c>.</summary>
    public static TimeSpan LongestLife { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How far the caller's clock and the node's may be apart.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The name of a key's algorithm in a token: EdDSA (RFC 8037, section 3.1), or ES256 (RFC 7518, section 3.4), whose signature is
    /// taken as the ledger takes it, with the smaller s.
    /// </summary>
    public static string AlgorithmOf(PublicKey key) =>
        key.Algorithm switch
        {
            SignatureAlgorithm.Ed25519 => "EdDSA",
            SignatureAlgorithm.P256 => "ES256",
            _ => throw new ArgumentOutOfRangeException(nameof(key), key.Algorithm, "This algorithm signs no tokens."),
        };
}
