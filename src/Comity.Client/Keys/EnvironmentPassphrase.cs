using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Comity.Client.Keys;

/// <summary>An environment variable. Others with the same user id can see it: a file is better.</summary>
/// <param name="name">The variable.</param>
internal sealed class EnvironmentPassphrase(string name) : PassphraseSource
{
    /// <inheritdoc/>
    public override bool TryRead(
        string what,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        (passphrase, failure) = (null, null);
        var text = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(text))
        {
            failure = $"the environment variable {name} is not set; it should hold {what}.";
        }
        else if (Encoding.UTF8.GetByteCount(text) > Passphrase.Longest)
        {
            failure =
                $"the environment variable {name} holds more than {Passphrase.Longest} bytes; a passphrase is shorter.";
        }
        else
        {
            passphrase = Passphrase.FromText(text);
        }

        return passphrase is not null;
    }
}
