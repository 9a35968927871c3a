using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Comity.Client.Keys;

/// <summary>Asks at the terminal; nothing that is typed is shown.</summary>
internal sealed class PromptPassphrase : PassphraseSource
{
    /// <inheritdoc/>
    public override bool TryRead(
        string what,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        (passphrase, failure) = (null, null);
        if (Console.IsInputRedirected)
        {
            failure = $"there is no terminal to ask for {what} at; give it by file:PATH, env:NAME or fd:NUMBER.";
            return false;
        }

        Console.Error.Write($"{what}: ");
        var typed = GC.AllocateArray<char>(Passphrase.Longest, pinned: true);
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetMaxByteCount(Passphrase.Longest), pinned: true);
        try
        {
            var length = Encoding.UTF8.GetBytes(typed.AsSpan(0, Type(typed)), bytes);
            Console.Error.WriteLine();
            passphrase = length is > 0 and <= Passphrase.Longest ? new Passphrase(bytes.AsSpan(0, length)) : null;
            failure = passphrase is null ? $"nothing was typed for {what}; nothing was done." : null;
            return passphrase is not null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Array.Clear(typed);
        }
    }

    private static int Type(char[] typed)
    {
        var length = 0;
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                length = Math.Max(0, length - 1);
            }
            else if (key.KeyChar != '\0' && length < typed.Length)
            {
                typed[length++] = key.KeyChar;
            }
        }

        return length;
    }
}
