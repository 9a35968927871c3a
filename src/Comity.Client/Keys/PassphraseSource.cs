using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Comity.Client.Keys;

/// <summary>
/// Where a passphrase, or the PIN of a token, comes from. In text, as OpenSSL's <c>-passin</c> has it: <c>prompt</c>,
/// <c>file:PATH</c>, <c>env:NAME</c>, <c>fd:NUMBER</c>.
/// </summary>
public abstract class PassphraseSource
{
    /// <summary>What the text form may be, for messages.</summary>
    public const string Forms = "prompt, file:PATH, env:NAME or fd:NUMBER";

    /// <summary>Asks at the terminal, without showing what is typed.</summary>
    public static PassphraseSource Prompt { get; } = new PromptPassphrase();

    /// <summary>Gives a passphrase that is at hand, as long as the caller does not dispose of it.</summary>
    public static PassphraseSource Of(Passphrase passphrase) => new KnownPassphrase(passphrase);

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PassphraseSource? source)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = text[(colon + 1)..];
        source = (colon < 0 ? text : text[..colon]) switch
        {
            "prompt" when colon < 0 => Prompt,
            "file" when rest.Length > 0 => new FilePassphrase(rest),
            "env" when rest.Length > 0 => new EnvironmentPassphrase(rest),
            "fd" when int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                new DescriptorPassphrase(number),
            _ => null,
        };
        return source is not null;
    }

    /// <summary>Gets the passphrase.</summary>
    /// <param name="what">What it is, for a prompt and for messages: "the passphrase of bank.key", "the PIN of token bank".</param>
    /// <param name="passphrase">The passphrase; the caller disposes of it.</param>
    /// <param name="failure">Why there is none and what to do.</param>
    public abstract bool TryRead(
        string what,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    );

    /// <summary>Gets a new passphrase: a prompt asks twice; too short a one is refused.</summary>
    /// <param name="what">What it will open, for a prompt and for messages: "bank.key".</param>
    /// <param name="passphrase">The passphrase; the caller disposes of it.</param>
    /// <param name="failure">Why there is none and what to do.</param>
    public bool TryReadNew(
        string what,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        if (!TryRead($"the new passphrase of {what}", out passphrase, out failure))
        {
            return false;
        }

        if (!passphrase.IsLongEnough)
        {
            failure =
                $"the passphrase of {what} is too short: at least {Passphrase.ShortestNew} characters are needed.";
        }
        else if (this is PromptPassphrase)
        {
            failure = Repeat(what, passphrase);
        }

        if (failure is not null)
        {
            passphrase.Dispose();
            passphrase = null;
        }

        return passphrase is not null;
    }

    /// <summary>Reads a passphrase off a stream: its first line, without the line's end.</summary>
    private protected static bool TryReadLine(
        Stream stream,
        string name,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        (passphrase, failure) = (null, null);
        Span<byte> buffer = stackalloc byte[Passphrase.Longest + 2];
        try
        {
            var length = ReadLine(stream, buffer);
            if (length > Passphrase.Longest)
            {
                failure =
                    $"{name} begins with a line of more than {Passphrase.Longest} bytes; a passphrase is shorter.";
            }
            else if (length == 0)
            {
                failure = $"{name} begins with an empty line; the passphrase is its first line.";
            }
            else
            {
                passphrase = new Passphrase(buffer[..length]);
            }
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(buffer);
        }

        return passphrase is not null;
    }

    private static int ReadLine(Stream stream, Span<byte> buffer)
    {
        var length = 0;
        while (length < buffer.Length && stream.ReadByte() is >= 0 and not '\n' and var next)
        {
            buffer[length++] = (byte)next;
        }

        return length > 0 && buffer[length - 1] == '\r' ? length - 1 : length;
    }

    private string? Repeat(string what, Passphrase first)
    {
        if (!TryRead($"the same once more, for {what}", out var second, out var failure))
        {
            return failure;
        }

        using (second)
        {
            return first.SameAs(second) ? null : "the two passphrases are not the same; nothing was done.";
        }
    }
}
