using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Comity.Client.Keys;

/// <summary>The first line of an open file descriptor, read once: a pipe from the program that keeps the secret.</summary>
/// <param name="number">The descriptor; 0 is the standard input.</param>
internal sealed class DescriptorPassphrase(int number) : PassphraseSource
{
    private byte[]? _kept;

    /// <inheritdoc/>
    public override bool TryRead(
        string what,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        (passphrase, failure) = (null, null);
        if (_kept is not null)
        {
            // A pipe gives its line once; several keys under one passphrase ask for it again.
            passphrase = new Passphrase(_kept);
            return true;
        }

        try
        {
            using var handle = new SafeFileHandle(number, ownsHandle: false);
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            if (!TryReadLine(stream, $"file descriptor {number}", out passphrase, out failure))
            {
                return false;
            }

            _kept = GC.AllocateUninitializedArray<byte>(passphrase.Bytes.Length, pinned: true);
            passphrase.Bytes.CopyTo(_kept);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            failure = $"{what} cannot be read from file descriptor {number}: {fault.Message}";
            return false;
        }
    }
}
