namespace Comity.Protocol.Keys;

/// <summary>What algorithms are called in texts and key files.</summary>
public static class AlgorithmNames
{
    /// <summary>The name of an algorithm.</summary>
    public static string Of(SignatureAlgorithm algorithm) =>
        algorithm switch
        {
            SignatureAlgorithm.Ed25519 => "ed25519",
            SignatureAlgorithm.P256 => "p256",
            _ => "unknown",
        };

    /// <summary>The algorithm of a name.</summary>
    public static bool TryParse(string name, out SignatureAlgorithm algorithm)
    {
        foreach (var candidate in Enum.GetValues<SignatureAlgorithm>())
        {
            if (string.Equals(Of(candidate), name, StringComparison.Ordinal))
            {
                algorithm = candidate;
                return true;
            }
        }

        algorithm = default;
        return false;
    }
}
