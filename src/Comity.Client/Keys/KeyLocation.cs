using System.Diagnostics.CodeAnalysis;
using Comity.Client.Keys.Pkcs11;
using Comity.Protocol.Keys;

namespace Comity.Client.Keys;

/// <summary>Where a key is, as commands and configurations name it: a key file, or a <c>pkcs11:</c> URI (RFC 7512).</summary>
public static class KeyLocation
{
    /// <summary>Opens the key that a text names.</summary>
    /// <param name="location">The path of a key file, or a URI.</param>
    /// <param name="how">Where passphrases and PINs come from.</param>
    /// <param name="key">The key. The caller disposes of it.</param>
    /// <param name="failure">What is wrong and what to do.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool TryOpen(
        string location,
        KeyOpening how,
        [NotNullWhen(true)] out SigningKey? key,
        [NotNullWhen(false)] out string? failure
    )
    {
        key = null;
        if (IsToken(location))
        {
            if (!Pkcs11Uri.TryParse(location, out var uri, out failure))
            {
                return false;
            }

            var found = Pkcs11Key.TryOpen(uri, how.Passphrases, out var onToken, out failure);
            key = onToken;
            return found;
        }

        if (!KeyFile.TryOpen(location, how, out var owned, out failure))
        {
            return false;
        }

        key = owned.Key;
        return true;
    }

    /// <summary>Whether a text names a key on a token rather than a file.</summary>
    public static bool IsToken(string location) => location.StartsWith(Pkcs11Uri.Scheme, StringComparison.Ordinal);
}
