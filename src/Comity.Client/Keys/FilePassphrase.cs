using System.Diagnostics.CodeAnalysis;

namespace Comity.Client.Keys;

/// <summary>The first line of a file that nobody else may read, as a service manager or an orchestrator provides it.</summary>
/// <param name="path">The file.</param>
internal sealed class FilePassphrase(string path) : PassphraseSource
{
    /// <inheritdoc/>
    public override bool TryRead(
        string what,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        passphrase = null;
        try
        {
            if (PrivateFile.IsOpenToOthers(path))
            {
                failure = $"{path}: others may read the passphrase or change it. Run: chmod 600 {path}";
                return false;
            }

            using var file = File.OpenRead(path);
            return TryReadLine(file, path, out passphrase, out failure);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            failure = $"{what} cannot be read: {fault.Message}";
            return false;
        }
    }
}
